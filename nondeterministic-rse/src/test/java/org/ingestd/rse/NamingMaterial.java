// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ingestd.rse.NamingResult.Named;
import org.ingestd.rse.NamingSettings.Escape;
import org.ingestd.rse.NamingSettings.Night;

/** Names and settings that the tests of naming share. */
abstract class NamingMaterial {

  static final Night CANARY = new Night(ZoneId.of("Atlantic/Canary"), true);
  static final Instant MODIFIED = Instant.parse("2026-01-22T03:00:00Z");
  static final Pattern LST =
      Pattern.compile("LST-(?<tel>\\d+)\\.(?<stream>\\d+)\\.Run(?<run>\\d+)\\.(?<subrun>\\d+).*");
  static final RawPath RUN = RawPath.of("R0/20260121/LST-1.3.Run12345.0007.fits.fz");

  static NamingSettings settings(String did, String dataset) {
    return new NamingSettings(
        Optional.of(LST), "lst", did, Optional.of(dataset), CANARY, Escape.HEX);
  }

  static Naming naming(String did) {
    return naming(did, Optional.empty(), Escape.HEX);
  }

  static Naming naming(String did, Optional<Pattern> pattern, Escape escape) {
    return new Naming(
        "r0",
        new NamingSettings(pattern, "lst", did, Optional.empty(), CANARY, escape),
        NameRules.NEWEST);
  }

  static Named named(NamingResult result) {
    assertThat(result).isInstanceOf(Named.class);
    return (Named) result;
  }

  static String didOf(Naming naming, RawPath path) {
    return named(naming.name(path, MODIFIED)).did().name();
  }
}
