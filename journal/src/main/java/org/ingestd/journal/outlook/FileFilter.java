// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.outlook;

import java.util.Optional;
import java.util.Set;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.ProblemCode;

/**
 * Which files are wanted; all of it must hold.
 *
 * @param states empty: all
 * @param problem only files that have it now
 * @param text only files whose path has this text in it (bytes of its UTF-8)
 */
public record FileFilter(
    Optional<String> source,
    Set<FileState> states,
    Optional<ProblemCode> problem,
    Optional<String> text) {

  /** Every file. */
  public static final FileFilter ALL =
      new FileFilter(Optional.empty(), Set.of(), Optional.empty(), Optional.empty());

  public FileFilter {
    states = Set.copyOf(states);
  }
}
