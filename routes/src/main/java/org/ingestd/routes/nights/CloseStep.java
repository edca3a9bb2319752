// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.nights;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.ingestd.journal.dataset.DatasetState;
import org.ingestd.journal.dataset.UnclosedDataset;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.steps.Source;
import org.ingestd.routes.steps.Workbench;
import org.ingestd.routes.steps.rucio.DatasetBook;
import org.ingestd.rse.Did;

/** Closes the datasets all of whose nights are complete and all of whose files are registered. */
public final class CloseStep {

  private static final String WHAT = "closing of datasets";

  /** A look costs a reading of all nights: it has a twentieth of the time at most. */
  private static final int PAUSES = 20;

  private static final Duration SHORTEST = Duration.ofSeconds(5);
  private static final Duration AFTER_REFUSAL = Duration.ofMinutes(1);

  private final Workbench bench;
  private final DatasetBook datasets;
  private final Map<String, Source> closing = new HashMap<>();
  private Instant next;
  private volatile String trouble = "";

  public CloseStep(Workbench bench, DatasetBook datasets) {
    this.bench = bench;
    this.datasets = datasets;
    this.next = bench.passed();
    for (Source source : bench.sources().all()) {
      if (source.settings().collections().closing().isAsked()) {
        closing.put(source.name(), source);
      }
    }
  }

  /** Closes what is due, unless the last look was just now. One caller at a time. */
  public void closeDue(BooleanSupplier goesOn) {
    Instant begin = bench.passed();
    if (closing.isEmpty() || begin.isBefore(next) || !goesOn.getAsBoolean()) {
      return;
    }
    String refused = "";
    try {
      refused = closeAll(goesOn);
    } finally {
      Duration took = Duration.between(begin, bench.passed());
      Duration pause = refused.isEmpty() ? took.multipliedBy(PAUSES) : AFTER_REFUSAL;
      next = bench.passed().plus(pause.compareTo(SHORTEST) > 0 ? pause : SHORTEST);
    }
    tell(refused);
  }

  /** Returns why some could not be closed. */
  private String closeAll(BooleanSupplier goesOn) {
    Map<Did, List<UnclosedDataset>> unclosed = new LinkedHashMap<>();
    for (UnclosedDataset one : bench.outcomes().journal().unclosedDatasets()) {
      unclosed.computeIfAbsent(one.dataset().did(), did -> new ArrayList<>()).add(one);
    }
    if (unclosed.isEmpty()) {
      return "";
    }
    Nights nights = new Nights(new NightBook(bench.outcomes().journal(), bench::now, true));
    String refused = "";
    for (Map.Entry<Did, List<UnclosedDataset>> dataset : unclosed.entrySet()) {
      if (goesOn.getAsBoolean() && nights.complete(dataset.getValue())) {
        refused = close(dataset.getKey()).orElse(refused);
      }
    }
    return refused;
  }

  /** Answers of one look, each asked for once. */
  private final class Nights {

    private final NightBook book;
    private final Map<String, Boolean> known = new HashMap<>();

    private Nights(NightBook book) {
      this.book = book;
    }

    /** What was begun is ended, whatever came since. */
    private boolean complete(List<UnclosedDataset> ofDataset) {
      return ofDataset.get(0).dataset().state() == DatasetState.CLOSING
          || ofDataset.stream().allMatch(this::complete);
    }

    private boolean complete(UnclosedDataset one) {
      Source source = closing.get(one.source());
      return source != null
          && known.computeIfAbsent(
              one.source() + " " + one.night(),
              key -> book.whyIncomplete(source, one.night()).isEmpty());
    }
  }

  private Optional<String> close(Did dataset) {
    try {
      Instant begin = bench.passed();
      if (datasets.close(dataset)) {
        bench.listener().stepped("close", 1, Duration.between(begin, bench.passed()));
      }
      return Optional.empty();
    } catch (RucioException e) {
      return e.refusal() == Refusal.UNAVAILABLE
          ? Optional.empty()
          : Optional.of(dataset + ": " + e.getMessage());
    }
  }

  private void tell(String refused) {
    if (!refused.equals(trouble)) {
      trouble = refused;
      bench.listener().degraded(WHAT, refused);
    }
  }

  /** Why datasets are not closed that should be; empty if they are. */
  public Optional<String> degraded() {
    return trouble.isEmpty() ? Optional.empty() : Optional.of(WHAT + ": " + trouble);
  }
}
