// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.wire;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates as Rucio writes them: RFC 1123, but with the letters UTC. */
public final class RucioDate {

  private static final DateTimeFormatter HEADER =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'UTC'", Locale.US)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.US).withZone(ZoneOffset.UTC);

  private RucioDate() {}

  public static String text(Instant instant) {
    return HEADER.format(instant);
  }

  /** As account objects have it: ISO without a zone. */
  public static String iso(Instant instant) {
    return ISO.format(instant);
  }
}
