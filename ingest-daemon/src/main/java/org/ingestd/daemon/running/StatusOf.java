// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ingestd.daemon.config.Wiring;
import org.ingestd.daemon.config.model.Config;
import org.ingestd.daemon.config.model.SourceConfig;
import org.ingestd.daemon.looks.Room;
import org.ingestd.daemon.running.LifeSign.SourceSign;
import org.ingestd.daemon.terminal.Table;
import org.ingestd.daemon.view.Build;
import org.ingestd.daemon.view.Inflow;
import org.ingestd.daemon.view.Inflow.RoomView;
import org.ingestd.daemon.view.LastNight;
import org.ingestd.daemon.view.StatusView;
import org.ingestd.daemon.view.StatusView.About;
import org.ingestd.daemon.view.StatusView.RucioView;
import org.ingestd.daemon.view.StatusView.SourceView;
import org.ingestd.journal.JournalReader;
import org.ingestd.journal.outlook.Arrivals;
import org.ingestd.routes.contract.FoundBy;
import org.ingestd.routes.disk.SourcePauses;
import org.jspecify.annotations.Nullable;

/** Puts what the journal counts and what the daemon says of itself together. */
public final class StatusOf {

  private StatusOf() {}

  /**
   * @param sign empty if no daemon runs
   */
  public static StatusView view(
      Config config, JournalReader journal, Optional<LifeSign> sign, Instant now) {
    // Files that are counted here were there before the census: if that finds all safe, they are.
    Optional<LastNight> night = NightOf.newest(config, journal, sign, now);
    return StatusView.of(
        new About(
            Wiring.instance(config),
            Build.current().version(),
            sign.isPresent(),
            sign.map(alive -> Instant.ofEpochMilli(alive.started())).orElse(null),
            sign.stream()
                .flatMap(alive -> alive.degraded().stream())
                .map(Table::onOneLine)
                .toList()),
        journal.census(),
        night,
        sources(config, journal, sign, now),
        sign.map(LifeSign::rucio).orElseGet(() -> RucioView.at(config.rucio().url().toString())),
        now);
  }

  /**
   * @param sign empty if no daemon runs
   */
  public static List<SourceView> sources(
      Config config, JournalReader journal, Optional<LifeSign> sign, Instant now) {
    Map<String, Arrivals> arrivals = journal.outlook().arrivals(now);
    Map<String, SourceSign> signs =
        sign.map(LifeSign::sources).orElse(List.of()).stream()
            .collect(Collectors.toMap(SourceSign::name, Function.identity()));
    SourcePauses pauses = new SourcePauses(config.host().state());
    List<SourceView> sources = new ArrayList<>();
    for (SourceConfig source : config.sources()) {
      SourceSign said = signs.get(source.name());
      sources.add(
          new SourceView(
              source.name(),
              source.path().toString(),
              said == null
                  ? StatusView.Standing.NOT_KNOWN
                  : new StatusView.Standing(said.online(), said.why(), said.problem()),
              scans(source, said),
              pauses.why(source.name()).orElse(null),
              Inflow.of(arrivals.get(source.name()), room(said, arrivals, signs))));
    }
    return sources;
  }

  private static StatusView.Scans scans(SourceConfig source, @Nullable SourceSign sign) {
    LifeSign.FoundSign scans = sign == null ? null : sign.found();
    if (scans == null) {
      return StatusView.Scans.NOT_KNOWN;
    }
    Long last = scans.last();
    FoundBy foundBy = scans.foundBy();
    return new StatusView.Scans(
        last == null ? null : Instant.ofEpochMilli(last),
        scans.ignored(),
        foundBy == null ? null : foundBy.name().toLowerCase(Locale.ROOT),
        source.discovery().rescan().toSeconds());
  }

  /** What comes into other sources on the same disk fills it too. */
  private static @Nullable RoomView room(
      @Nullable SourceSign sign, Map<String, Arrivals> arrivals, Map<String, SourceSign> all) {
    Room room = sign == null ? null : sign.room();
    if (room == null) {
      return null;
    }
    long hour =
        all.values().stream()
            .filter(other -> isOn(room, other))
            .map(other -> arrivals.get(other.name()))
            .filter(Objects::nonNull)
            .mapToLong(came -> came.hour().bytes())
            .sum();
    return RoomView.of(room.free(), room.size(), hour);
  }

  private static boolean isOn(Room room, SourceSign sign) {
    Room other = sign.room();
    return other != null && other.mount().equals(room.mount());
  }
}
