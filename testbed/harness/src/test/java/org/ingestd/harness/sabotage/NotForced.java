// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.sabotage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.ingestd.harness.oracle.Violation;
import org.ingestd.harness.world.DaemonRun.Fate;

/** What a daemon may leave out so that its words are worth nothing when the power goes. */
final class NotForced {

  private static final String FORCING = "routes/src/main/java/org/ingestd/routes/disk/Forcing.java";

  /** Commits are written, but not forced. */
  static final Edit COMMITS =
      new Edit(
          "journal/src/main/java/org/ingestd/journal/sqlite/tables/Sql.java",
          "SynchronousMode.FULL",
          "SynchronousMode.NORMAL");

  /** Files are settled, but neither they nor their directories are forced. */
  static final Edit FILES = new Edit(FORCING, "channel.force(true);", "");

  /** Files are forced, but not the directories above them. */
  static final Edit DIRECTORIES =
      new Edit(FORCING, "channel.force(true);", "if (what == Forced.FILE) channel.force(true);");

  /** Any of these is found where a library forces nothing. */
  static final Set<Violation> NAMES =
      EnumSet.of(Violation.FORGOTTEN, Violation.SOURCE_TOUCHED, Violation.JOURNAL_DAMAGED);

  private NotForced() {}

  /** Under a library that forces nothing. */
  static Fate nothing(Fate fate) {
    assertThat(Path.of("/usr/bin/eatmydata"))
        .as("eatmydata is installed (Debian: eatmydata)")
        .matches(Files::isExecutable);
    return fate.under("eatmydata");
  }
}
