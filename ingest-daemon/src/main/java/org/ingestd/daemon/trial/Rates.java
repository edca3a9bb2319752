// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.trial;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.ingestd.journal.BusyMinute;
import org.ingestd.journal.JournalReader;
import org.ingestd.journal.life.FileState;

/**
 * How fast files are registered and read here.
 *
 * @param filesPerSecond registered
 * @param bytesPerSecond read for their checksums
 * @param from where the figures are from, in words
 */
public record Rates(double filesPerSecond, double bytesPerSecond, String from) {

  /** What a real server takes at its best setting. */
  private static final double REGISTERED = 1000;

  /** MD5's own speed on one core; without it the disk is slower than we are. */
  private static final double MD5 = 5.7e8;

  private static final double DISK = 2e9;

  /** A minute with fewer files says how many came, not how many could have been registered. */
  private static final long BUSY = 3000;

  private static final double MINUTE = 60;

  /**
   * From the busiest minute that the journal remembers; where none was busy, usual figures.
   *
   * @param md5 whether MD5 is among the digests
   * @param limit bytes a second that may be read; 0: no limit
   */
  static Rates of(Optional<JournalReader> journal, boolean md5, long limit) {
    double disk = md5 ? MD5 : DISK;
    double reading = limit > 0 ? Math.min((double) limit, disk) : disk;
    return journal
        .flatMap(reader -> reader.busiestMinute(FileState.REGISTERED))
        .filter(minute -> minute.files() >= BUSY)
        .map(minute -> measured(minute, reading))
        .orElseGet(
            () ->
                new Rates(
                    REGISTERED,
                    reading,
                    String.format(
                        Locale.ROOT,
                        "usual figures, not measured here: %.0f files/s, %.0f MB/s",
                        REGISTERED,
                        reading / 1e6)));
  }

  private static Rates measured(BusyMinute minute, double reading) {
    double files = minute.files() / MINUTE;
    Instant at = minute.begin();
    return new Rates(
        files,
        reading,
        String.format(
            Locale.ROOT,
            "the journal's busiest minute, %s: %.0f files/s; reading as usual, %.0f MB/s",
            at,
            files,
            reading / 1e6));
  }

  /** The slower of both decides; without other load. */
  double seconds(long files, long bytes) {
    double seconds = Math.max(files / filesPerSecond, bytes / bytesPerSecond);
    return Math.round(seconds * 10) / 10.0;
  }
}
