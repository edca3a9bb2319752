// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.register;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.disk.DiskVisit;
import org.ingestd.routes.disk.Look;
import org.ingestd.routes.steps.Hands;
import org.ingestd.routes.steps.Step;
import org.ingestd.routes.steps.Visits;
import org.ingestd.routes.steps.Workbench;
import org.ingestd.routes.steps.rucio.Catalogue;
import org.ingestd.routes.steps.rucio.Named;
import org.ingestd.routes.steps.rucio.Refusals;
import org.ingestd.routes.steps.rucio.SourceRse;
import org.ingestd.rse.Did;
import org.ingestd.rse.NameRules;

/**
 * DIGESTED → REGISTERED: whatever can be refused without Rucio is refused here; what is left goes
 * to Rucio dataset by dataset, in the order of {@link InPlace}.
 */
public final class RegisterStep implements Step {

  private static final Duration AFTER_OTHER_WAVE = Duration.ofSeconds(1);

  private final Workbench bench;
  private final Hands hands;
  private final SourceRse rse;
  private final Refusals refusals;
  private final CollisionCheck collisions;
  private final InPlace inPlace;
  private final Overtaken overtaken;

  /** DIDs that some thread is registering now: their journal state is about to change. */
  private final Set<Did> underWay = ConcurrentHashMap.newKeySet();

  public RegisterStep(Workbench bench, Hands hands, Catalogue catalogue) {
    this.bench = bench;
    this.hands = hands;
    this.rse = catalogue.rse();
    this.refusals = catalogue.refusals();
    this.collisions = new CollisionCheck(bench);
    this.inPlace = new InPlace(bench, catalogue);
    this.overtaken = new Overtaken(bench);
  }

  @Override
  public void take(List<JournalFile> batch) {
    List<JournalFile> mine = new ArrayList<>();
    List<Entry> later = new ArrayList<>();
    for (JournalFile file : batch) {
      if (underWay.add(Named.did(file))) {
        mine.add(file);
      } else {
        later.add(
            new Entry.Await(
                file.id(), FileState.DIGESTED, null, bench.now().plus(AFTER_OTHER_WAVE)));
      }
    }
    try {
      bench.outcomes().record(later);
      register(mine);
    } finally {
      mine.forEach(file -> underWay.remove(Named.did(file)));
    }
  }

  private void register(List<JournalFile> batch) {
    Optional<List<Entry>> closed = whyClosed(batch);
    if (closed.isPresent()) {
      bench.outcomes().record(closed.get());
      return;
    }
    List<Entry> refused = new ArrayList<>();
    List<JournalFile> ready =
        collisions.alone(acceptable(asDigested(batch, refused), refused), refused);
    bench.outcomes().record(refused);
    Map<Did, List<JournalFile>> byDataset = new LinkedHashMap<>();
    ready.forEach(
        file -> byDataset.computeIfAbsent(Named.dataset(file), d -> new ArrayList<>()).add(file));
    byDataset.forEach(
        (dataset, files) -> overtaken.record(files, List.copyOf(inPlace.register(dataset, files))));
  }

  private Optional<List<Entry>> whyClosed(List<JournalFile> batch) {
    try {
      return rse.isWritable()
          ? Optional.empty()
          : Optional.of(
              batch.stream()
                  .map(file -> bench.postpone(file, ProblemCode.RSE_CLOSED, rse.name()))
                  .toList());
    } catch (RucioException e) {
      return Optional.of(batch.stream().map(file -> refusals.entry(file, e)).toList());
    }
  }

  /** The files that are still what was digested. */
  private List<JournalFile> asDigested(List<JournalFile> batch, List<Entry> refused) {
    List<Optional<Entry>> changes;
    try (Visits visits = bench.visits(batch)) {
      changes = hands.each(batch, file -> change(file, visits.of(file)));
    }
    List<JournalFile> unchanged = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      changes.get(i).ifPresent(refused::add);
      if (changes.get(i).isEmpty()) {
        unchanged.add(batch.get(i));
      }
    }
    return unchanged;
  }

  private Optional<Entry> change(JournalFile file, DiskVisit visit) {
    Look look = visit.look(file.key().path());
    if (look instanceof Look.Regular regular) {
      return regular
          .changeSince(file.stamp())
          .map(
              change ->
                  new Entry.Renew(
                      file.id(),
                      FileState.DIGESTED,
                      regular.stamp(),
                      "changed before it was registered: " + change,
                      bench.now().plus(bench.sources().of(file).quiet()),
                      null));
    }
    if (look instanceof Look.Unknown unknown) {
      return Optional.of(bench.unknown(file, unknown));
    }
    return Optional.of(
        look instanceof Look.Gone
            ? bench.gone(file)
            : bench.vanished(file, "no regular file is at its path any more"));
  }

  /** The files whose names this server takes; they were made before its version was known. */
  private List<JournalFile> acceptable(List<JournalFile> files, List<Entry> refused) {
    NameRules rules = rse.rules();
    List<JournalFile> acceptable = new ArrayList<>();
    for (JournalFile file : files) {
      Did did = Named.did(file);
      Optional<String> why =
          rules
              .whyNotScope(did.scope())
              .or(() -> rules.whyNotName(did.name()))
              .or(() -> rules.whyNotName(Named.dataset(file).name()));
      why.ifPresent(w -> refused.add(bench.quarantine(file, ProblemCode.NAME_REFUSED, w)));
      if (why.isEmpty()) {
        acceptable.add(file);
      }
    }
    return acceptable;
  }
}
