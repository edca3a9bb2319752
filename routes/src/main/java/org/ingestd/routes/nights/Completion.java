// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.nights;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.ingestd.routes.contract.CollectionSettings.Closing;
import org.ingestd.routes.contract.Location;
import org.ingestd.routes.disk.DiskVisit;
import org.ingestd.routes.disk.Look;
import org.ingestd.routes.disk.NightTemplate;
import org.ingestd.routes.nights.NightReport.Awaited;
import org.ingestd.routes.steps.Source;
import org.ingestd.rse.RawPath;

/** The rule by which a night is complete. */
final class Completion {

  private final InstantSource clock;
  private final boolean asksOtherHosts;

  Completion(InstantSource clock, boolean asksOtherHosts) {
    this.clock = clock;
    this.asksOtherHosts = asksOtherHosts;
  }

  /** Why not, as far as it is a matter of files; empty if it is complete so. */
  Optional<String> whyNot(Source source, long unread, Awaited awaited) {
    return whyNot(source.settings().collections().closing(), awaited)
        .or(() -> unread == 0 ? Optional.empty() : Optional.of(unread + " files to be read"));
  }

  /** Why not, as far as no file need be looked at: what is asked first. */
  Optional<String> whyNotYet(Source source, String night) {
    Closing closing = source.settings().collections().closing();
    if (!closing.isAsked()) {
      return Optional.of("never complete: datasets.close is not set");
    }
    Optional<Instant> due =
        closing
            .after()
            .map(after -> source.settings().treatment().naming().night().end(night).plus(after));
    if (due.isPresent() && clock.instant().isBefore(due.get())) {
      return Optional.of("the time " + due.get());
    }
    return closing.marker().flatMap(marker -> whyNot(source, new NightTemplate(marker).of(night)));
  }

  private Optional<String> whyNot(Source source, String marker) {
    if (source.settings().location() instanceof Location.Remote && !asksOtherHosts) {
      return Optional.of("the marker " + marker + " on another host, which is not asked");
    }
    RawPath path = RawPath.of(marker);
    try (DiskVisit visit = source.disk().visit(List.of(path))) {
      return visit.look(path) instanceof Look.Regular
          ? Optional.empty()
          : Optional.of("the marker " + marker);
    }
  }

  private static Optional<String> whyNot(Closing closing, Awaited awaited) {
    if (!closing.expected()) {
      return Optional.empty();
    }
    return awaited
        .trouble()
        .or(
            () ->
                awaited.missing() == 0
                    ? Optional.empty()
                    : Optional.of(awaited.missing() + " expected files"));
  }
}
