// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program in a process of its own, with the classes of this one. */
public final class ChildDaemon {

  private ChildDaemon() {}

  /**
   * @param before what stands before {@code java} on the command line
   * @param options of the JVM
   * @param words the program's own
   */
  public static List<String> command(List<String> before, List<String> options, String... words) {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(words));
    return command;
  }
}
