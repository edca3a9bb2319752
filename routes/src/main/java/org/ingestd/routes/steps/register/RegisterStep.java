// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.register;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.steps.Hands;
import org.ingestd.routes.steps.Step;
import org.ingestd.routes.steps.Workbench;
import org.ingestd.routes.steps.custody.Recheck;
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
  private final SourceRse rse;
  private final Refusals refusals;
  private final CollisionCheck collisions;
  private final InPlace inPlace;
  private final Overtaken overtaken;
  private final SameContent sameContent;
  private final UnderWay underWay;
  private final LookBefore before;
  private final LookAfter after;

  public RegisterStep(Workbench bench, Hands hands, Catalogue catalogue, Recheck recheck) {
    this.bench = bench;
    this.underWay = new UnderWay(bench);
    this.before = new LookBefore(bench, hands, catalogue);
    this.after = new LookAfter(bench, hands, recheck);
    this.rse = catalogue.rse();
    this.refusals = catalogue.refusals();
    this.collisions = new CollisionCheck(bench);
    this.inPlace = new InPlace(bench, catalogue);
    this.overtaken = new Overtaken(bench);
    this.sameContent = new SameContent(bench);
  }

  @Override
  public void take(List<JournalFile> batch) {
    List<JournalFile> mine = underWay.begin(batch);
    Set<JournalFile> unknown = new HashSet<>();
    try {
      bench.outcomes().record(later(batch, mine));
      register(mine, unknown);
    } finally {
      underWay.end(mine, unknown);
    }
  }

  private List<Entry> later(List<JournalFile> batch, List<JournalFile> mine) {
    Set<Long> ids = mine.stream().map(JournalFile::id).collect(Collectors.toSet());
    Instant due = bench.now().plus(AFTER_OTHER_WAVE);
    return batch.stream()
        .filter(file -> !ids.contains(file.id()))
        .<Entry>map(file -> new Entry.Await(file.id(), FileState.DIGESTED, null, due))
        .toList();
  }

  /**
   * @param unknown gets the files that were sent and of which no answer says what became of them
   */
  private void register(List<JournalFile> batch, Set<JournalFile> unknown) {
    Optional<List<Entry>> closed = whyClosed(batch);
    if (closed.isPresent()) {
      bench.outcomes().record(closed.get());
      return;
    }
    List<Entry> refused = new ArrayList<>();
    List<JournalFile> ready =
        collisions.alone(acceptable(before.asDigested(batch, refused), refused), refused);
    bench.outcomes().record(refused);
    sameContent.remark(ready);
    Map<Did, List<JournalFile>> byDataset = new LinkedHashMap<>();
    ready.forEach(
        file -> byDataset.computeIfAbsent(Named.dataset(file), d -> new ArrayList<>()).add(file));
    byDataset.forEach((dataset, files) -> unknown.addAll(register(dataset, files)));
  }

  /** Those of the files that have to be tried again. */
  private List<JournalFile> register(Did dataset, List<JournalFile> files) {
    List<Entry> outcomes = List.copyOf(inPlace.register(dataset, files));
    overtaken.record(files, outcomes);
    after.at(files);
    Set<Long> again =
        outcomes.stream()
            .filter(outcome -> !(outcome instanceof Entry.Move))
            .map(Entry::file)
            .collect(Collectors.toSet());
    return files.stream().filter(file -> again.contains(file.id())).toList();
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
