// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ingestd.daemon.config.Wiring;
import org.ingestd.daemon.config.model.Config;
import org.ingestd.daemon.config.model.SourceConfig;
import org.ingestd.daemon.running.LifeSign.SourceSign;
import org.ingestd.daemon.terminal.Table;
import org.ingestd.daemon.view.Build;
import org.ingestd.daemon.view.StatusView;
import org.ingestd.daemon.view.StatusView.About;
import org.ingestd.daemon.view.StatusView.RucioView;
import org.ingestd.daemon.view.StatusView.SourceView;
import org.ingestd.journal.Census;
import org.ingestd.routes.disk.SourcePauses;
import org.jspecify.annotations.Nullable;

/** Puts what the journal counts and what the daemon says of itself together. */
public final class StatusOf {

  private StatusOf() {}

  /**
   * @param sign empty if no daemon runs
   */
  public static StatusView view(
      Config config, Census census, Optional<LifeSign> sign, Instant now) {
    Map<String, SourceSign> signs =
        sign.map(LifeSign::sources).orElse(List.of()).stream()
            .collect(Collectors.toMap(SourceSign::name, Function.identity()));
    SourcePauses pauses = new SourcePauses(config.host().state());
    List<SourceView> sources = new ArrayList<>();
    for (SourceConfig source : config.sources()) {
      String paused = pauses.why(source.name()).orElse(null);
      sources.add(source(source, signs.get(source.name()), paused));
    }
    return StatusView.of(
        new About(
            Wiring.instance(config),
            Build.current().version(),
            sign.isPresent(),
            sign.stream()
                .flatMap(alive -> alive.degraded().stream())
                .map(Table::onOneLine)
                .toList()),
        census,
        sources,
        sign.map(LifeSign::rucio).orElseGet(() -> RucioView.at(config.rucio().url().toString())),
        now);
  }

  private static SourceView source(
      SourceConfig source, @Nullable SourceSign sign, @Nullable String paused) {
    String path = source.path().toString();
    if (sign == null) {
      return new SourceView(source.name(), path, StatusView.Standing.NOT_KNOWN, null, null, paused);
    }
    Long lastScan = sign.lastScan();
    return new SourceView(
        source.name(),
        path,
        new StatusView.Standing(sign.online(), sign.why(), sign.problem()),
        lastScan == null ? null : Instant.ofEpochMilli(lastScan),
        sign.ignored(),
        paused);
  }
}
