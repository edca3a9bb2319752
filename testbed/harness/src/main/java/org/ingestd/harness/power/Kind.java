// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.power;

import java.util.List;

/** Which file system. */
public enum Kind {
  /** Writes nothing back by itself within the time of a run. */
  EXT4("mkfs.ext4", "-F", "commit=300"),
  /** Two of one identity may be mounted side by side, as copies are. */
  XFS("mkfs.xfs", "-f", "nouuid");

  private final String program;
  private final String force;
  private final String option;

  Kind(String program, String force, String option) {
    this.program = program;
    this.force = force;
    this.option = option;
  }

  /** The command that makes one in a file, whatever that holds. */
  List<String> making(String image) {
    return List.of(program, "-q", force, image);
  }

  /** Of its mounts. */
  String options() {
    return "loop," + option;
  }
}
