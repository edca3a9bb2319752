// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.ingestd.journal.Journal;
import org.ingestd.journal.life.FileState;
import org.ingestd.registration.RucioClient;
import org.ingestd.routes.claim.ClaimDesk;
import org.ingestd.routes.clock.DueTimes;
import org.ingestd.routes.clock.WatchedClock;
import org.ingestd.routes.contract.IngestListener;
import org.ingestd.routes.contract.IngestSettings;
import org.ingestd.routes.disk.PausableDisk;
import org.ingestd.routes.disk.ReadLimit;
import org.ingestd.routes.disk.SourcePauses;
import org.ingestd.routes.nights.CloseStep;
import org.ingestd.routes.repair.RuleRepair;
import org.ingestd.routes.steps.Backoff;
import org.ingestd.routes.steps.CarefulReader;
import org.ingestd.routes.steps.DigestStep;
import org.ingestd.routes.steps.Hands;
import org.ingestd.routes.steps.Outcomes;
import org.ingestd.routes.steps.SettleStep;
import org.ingestd.routes.steps.SightStep;
import org.ingestd.routes.steps.Sources;
import org.ingestd.routes.steps.Step;
import org.ingestd.routes.steps.WorkBell;
import org.ingestd.routes.steps.Workbench;
import org.ingestd.routes.steps.custody.CustodyStep;
import org.ingestd.routes.steps.custody.ProtectStep;
import org.ingestd.routes.steps.custody.ReadAgainStep;
import org.ingestd.routes.steps.custody.Recheck;
import org.ingestd.routes.steps.custody.StillSafeStep;
import org.ingestd.routes.steps.metadata.MetadataStep;
import org.ingestd.routes.steps.register.RegisterStep;
import org.ingestd.routes.steps.rucio.Catalogue;
import org.ingestd.routes.steps.rucio.Expressions;
import org.ingestd.routes.steps.rucio.SourceRse;

/** All steps with what they share, ready to be wired; nothing here runs by itself. */
final class Workshop implements AutoCloseable {

  /** Forcing and stat'ing wait for the disk, not for a processor. */
  private static final int DISK_HANDS = 16;

  private final AtomicBoolean stopping = new AtomicBoolean();
  private final WorkBell bell = new WorkBell();
  private final Hands diskHands = new Hands("disk", DISK_HANDS);
  private final Hands digestHands;
  private final Workbench bench;
  private final SourceRse rse;
  private final Preflight preflight;
  private final RucioClient rucio;
  private final CarefulReader reader;
  private final Catalogue catalogue;
  private volatile boolean answering = true;

  Workshop(
      IngestSettings settings,
      Journal journal,
      RucioClient rucio,
      WatchedClock clock,
      IngestListener listener,
      RandomGenerator random) {
    this.rucio = rucio;
    this.digestHands = new Hands("digest", settings.limits().digestThreads());
    this.bench = bench(settings, new Outcomes(journal, bell), listener, clock, random);
    ReadLimit limit =
        new ReadLimit(
            settings.limits().readBytesPerSecond(),
            clock.steady(),
            pause -> Thread.sleep(pause.toMillis(), pause.toNanosPart() % 1_000_000));
    this.reader = new CarefulReader(limit, stopping::get, listener);
    this.rse = new SourceRse(rucio, settings.place(), clock.steady());
    this.preflight = new Preflight(rse, new Expressions(rucio, settings.sources()));
    this.catalogue = new Catalogue(rucio, rse, settings.instance(), bench);
  }

  /** What is at hand without Rucio. */
  static Workbench bench(
      IngestSettings settings,
      Outcomes outcomes,
      IngestListener listener,
      WatchedClock clock,
      RandomGenerator random) {
    Journal journal = outcomes.journal();
    SourceDisks disks =
        new SourceDisks(settings.state(), source -> filesThere(journal, source), listener);
    SourcePauses pauses = new SourcePauses(settings.state());
    return new Workbench(
        outcomes,
        new Sources(
            settings.sources(),
            settings.place().root(),
            source -> new PausableDisk(disks.apply(source), source.name(), pauses)),
        new Backoff(random),
        listener,
        new DueTimes(journal, clock, longestPause(settings)));
  }

  /** With a margin for jitter and for steps that take their time. */
  private static Duration longestPause(IngestSettings settings) {
    Stream<Duration> ofSources =
        settings.sources().stream()
            .flatMap(
                source -> Stream.of(source.completeness().quiet(), source.discovery().rescan()));
    return Stream.concat(Stream.of(ClaimDesk.REST), ofSources)
        .max(Comparator.naturalOrder())
        .orElseThrow()
        .multipliedBy(5)
        .dividedBy(4);
  }

  private static long filesThere(Journal journal, String source) {
    return journal.census().tallies().getOrDefault(source, Map.of()).entrySet().stream()
        .filter(tally -> tally.getKey() != FileState.VANISHED)
        .filter(tally -> tally.getKey() != FileState.RELEASED)
        .mapToLong(tally -> tally.getValue().count())
        .sum();
  }

  Workbench bench() {
    return bench;
  }

  WorkBell bell() {
    return bell;
  }

  SourceRse rse() {
    return rse;
  }

  /** What the server must be asked before anything is registered. */
  Preflight preflight() {
    return preflight;
  }

  /** Whether a call to Rucio has a chance and a meaning now. */
  boolean isRucioOpen() {
    answering = rucio.available();
    return answering && preflight.isPassed();
  }

  /** What the last look said; asks nothing. */
  boolean wasRucioAnswering() {
    return answering;
  }

  /** Why our sign-in is refused; empty if it is not. */
  String signInProblem() {
    return catalogue.refusals().signInProblem();
  }

  SightStep sight() {
    return new SightStep(bench);
  }

  Step settle() {
    return new SettleStep(bench, diskHands);
  }

  Step digest() {
    return new DigestStep(bench, digestHands, reader);
  }

  Step register() {
    return new RegisterStep(bench, diskHands, catalogue, recheck());
  }

  Step protect() {
    return new ProtectStep(bench, catalogue);
  }

  Step custody() {
    return new CustodyStep(bench, catalogue, reader);
  }

  Recheck recheck() {
    return new Recheck(bench, reader, stopping::get);
  }

  Step stillSafe() {
    return new StillSafeStep(bench, catalogue, reader);
  }

  Step readAgain() {
    return new ReadAgainStep(bench, reader);
  }

  MetadataStep metadata() {
    return new MetadataStep(bench, rucio);
  }

  CloseStep closing() {
    return new CloseStep(bench, catalogue.datasets());
  }

  RuleRepair repair() {
    return new RuleRepair(catalogue, bench);
  }

  /** Files that the register step takes at a time: what all connections can carry. */
  int wave() {
    return rucio.filesAtOnce();
  }

  /** Readings end at the next block; nothing is recorded of them. */
  void stopReading() {
    stopping.set(true);
  }

  @Override
  public void close() {
    diskHands.close();
    digestHands.close();
    bench.sources().close();
  }
}
