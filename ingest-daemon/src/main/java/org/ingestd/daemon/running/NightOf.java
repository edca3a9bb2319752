// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ingestd.daemon.config.model.Config;
import org.ingestd.daemon.config.model.ExpectedConfig;
import org.ingestd.daemon.config.model.SourceConfig;
import org.ingestd.daemon.looks.Awaited;
import org.ingestd.daemon.running.LifeSign.SourceSign;
import org.ingestd.daemon.view.LastNight;
import org.ingestd.journal.JournalReader;
import org.ingestd.journal.outlook.NightTotal;

/** The newest night of all sources, if all of them have nights. */
final class NightOf {

  private NightOf() {}

  /**
   * @param sign empty if no daemon runs
   */
  static Optional<LastNight> newest(
      Config config, JournalReader journal, Optional<LifeSign> sign, Instant now) {
    if (!config.sources().stream().allMatch(NightOf::hasNights)) {
      return Optional.empty();
    }
    List<String> expecting =
        config.sources().stream()
            .filter(source -> isAsked(source.completeness().expected()))
            .map(SourceConfig::name)
            .toList();
    return journal.outlook().newestNight(now).map(newest -> of(newest, expecting, sign));
  }

  /** Calendar days are none. */
  private static boolean hasNights(SourceConfig source) {
    return source.treatment().naming().night().noonToNoon();
  }

  private static boolean isAsked(ExpectedConfig expected) {
    return expected.count().isPresent()
        || expected.list().isPresent()
        || expected.number().isPresent();
  }

  private static LastNight of(NightTotal newest, List<String> expecting, Optional<LifeSign> sign) {
    if (expecting.isEmpty()) {
      return LastNight.of(newest);
    }
    long expected = 0;
    long missing = 0;
    for (String source : expecting) {
      Optional<Awaited> known = sign.flatMap(alive -> awaited(alive, source));
      if (known.isEmpty() || !known.get().of().equals(newest)) {
        return LastNight.unknown(newest, "nobody has looked yet what " + source + " expects of it");
      }
      Long files = known.get().expected();
      String unknown = known.get().unknown();
      if (unknown != null || files == null) {
        return LastNight.unknown(newest, unknown == null ? "nothing tells" : unknown);
      }
      expected += files;
      missing += known.get().missing();
    }
    return LastNight.expecting(newest, expected, missing);
  }

  private static Optional<Awaited> awaited(LifeSign sign, String source) {
    return sign.sources().stream()
        .filter(one -> one.name().equals(source))
        .map(SourceSign::found)
        .flatMap(found -> Optional.ofNullable(found).stream())
        .flatMap(found -> Optional.ofNullable(found.awaited()).stream())
        .findFirst();
  }
}
