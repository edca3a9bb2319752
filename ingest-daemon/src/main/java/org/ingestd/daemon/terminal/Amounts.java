// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.terminal;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Amounts for people; scripts take {@code --json}. */
public final class Amounts {

  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

  private Amounts() {}

  /** With a unit of powers of ten, as disks are sold. */
  public static String bytes(long bytes) {
    double shown = bytes;
    int unit = 0;
    while (shown >= 1000 && unit < UNITS.length - 1) {
      shown /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", shown, UNITS[unit]);
  }

  public static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.2f s", duration.toNanos() / 1e9);
  }

  /** In one unit, as the page says it; negative counts as none. */
  public static String roughly(Duration duration) {
    Duration shown = duration.isNegative() ? Duration.ZERO : duration;
    if (shown.toMinutes() < 2) {
      return shown.toSeconds() + " s";
    }
    if (shown.toHours() < 2) {
      return shown.toMinutes() + " min";
    }
    return shown.toDays() < 2 ? shown.toHours() + " h" : shown.toDays() + " days";
  }

  /** UTC to the second; a dash for none. */
  public static String time(@Nullable Instant at) {
    return at == null ? "-" : at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
