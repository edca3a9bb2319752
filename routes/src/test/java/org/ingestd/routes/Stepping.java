// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.Claim;
import org.ingestd.journal.Claim.SizeClass;
import org.ingestd.journal.Sighting;
import org.ingestd.journal.life.FileKey;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.Lane;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.clock.WatchedClock;
import org.ingestd.routes.nights.CloseStep;
import org.ingestd.routes.nights.NightBook;
import org.ingestd.routes.steps.Source;
import org.ingestd.routes.steps.Step;
import org.ingestd.routes.steps.metadata.MetadataStep;
import org.ingestd.rse.RawPath;

/** The steps without Camel, one at a time, on a clock that the test moves. */
public final class Stepping implements AutoCloseable {

  /** A fixed seed: jitter is the same in every run. */
  private static final long SEED = 42;

  /** The states that a file passes on its way to SAFE. */
  static final List<FileState> ON_THE_WAY =
      List.of(
          FileState.SIGHTED,
          FileState.SETTLED,
          FileState.DIGESTED,
          FileState.REGISTERED,
          FileState.PROTECTED);

  public final SettableClock clock = new SettableClock(Instant.now().plusSeconds(3600));
  public final Installation here;
  private final Given given;
  private Duration skipped = Duration.ZERO;
  private Map<FileState, Step> steps;
  Workshop workshop;
  private MetadataStep metadata;
  private CloseStep closing;

  public Stepping(Path home) throws IOException {
    this(home, given -> given);
  }

  public Stepping(Path home, java.util.function.UnaryOperator<Given> change) throws IOException {
    this(home, change, "ingest");
  }

  public Stepping(Path home, java.util.function.UnaryOperator<Given> change, String account)
      throws IOException {
    here = new Installation(home, clock, account);
    given = change.apply(Given.at(here.data));
    workshop = open();
    steps = steps();
    metadata = workshop.metadata();
    closing = workshop.closing();
  }

  /** The daemon's part dies and begins again: nothing is left of it but the journal. */
  public Stepping restart() {
    workshop.close();
    here.stop();
    workshop = open();
    steps = steps();
    metadata = workshop.metadata();
    closing = workshop.closing();
    return this;
  }

  /** Writes all metadata that are due. */
  public Stepping writeMetadata() {
    metadata.writeDue(() -> true);
    return this;
  }

  /** Closes all datasets that are due. */
  public Stepping closeDatasets() {
    closing.closeDue(() -> true);
    return this;
  }

  /** Why datasets are not closed that should be. */
  Optional<String> whyNotClosed() {
    return closing.degraded();
  }

  /** A look at the nights as they stand now. */
  NightBook nights() {
    return new NightBook(here.journal(), clock, true);
  }

  Source source() {
    return workshop.bench().sources().named("lst1");
  }

  private Workshop open() {
    return new Workshop(
        given.settings(here.state()),
        here.journal(),
        here.rucio,
        WatchedClock.of(
            clock, () -> clock.instant().toEpochMilli() * 1_000_000 - skipped.toNanos()),
        here.listener,
        new Random(SEED));
  }

  private Map<FileState, Step> steps() {
    return Map.of(
        FileState.SIGHTED, workshop.settle(),
        FileState.SETTLED, workshop.digest(),
        FileState.DIGESTED, workshop.register(),
        FileState.REGISTERED, workshop.protect(),
        FileState.PROTECTED, workshop.custody(),
        FileState.SAFE, workshop.stillSafe(),
        FileState.QUARANTINED, workshop.readAgain());
  }

  /** Asks the server what the RSE is like, as the daemon does at its start. */
  public Stepping learnRse() throws RucioException {
    workshop.rse().learn();
    return this;
  }

  /** Asks the server everything that the daemon asks at its start. */
  public Preflight.Result preflight() {
    return workshop.preflight().check();
  }

  /** What discovery does with a file. */
  public JournalFile sight(String path) throws IOException {
    return sight(path, false);
  }

  public JournalFile sight(String path, boolean marked) throws IOException {
    FileStamp stamp = FileStamp.of(here.data.resolve(path));
    Instant due = clock.instant().plus(given.completeness().quiet());
    FileKey key = new FileKey("lst1", RawPath.of(path));
    workshop.sight().take(List.of(new Sighting(key, stamp, Lane.LIVE, null, due, marked)));
    return here.file(path);
  }

  /** Takes all that is due in a state through its step, once. */
  public int take(FileState state) {
    Claim claim = new Claim(state, Lane.LIVE, SizeClass.ANY, workshop.bench().times().now(), 1000);
    List<JournalFile> due = here.journal().claim(claim, Set.of());
    if (!due.isEmpty()) {
      java.util.Objects.requireNonNull(steps.get(state)).take(due);
    }
    return due.size();
  }

  /** Takes everything through the steps up to this one. */
  public void takeUpTo(FileState last) {
    for (FileState state : ON_THE_WAY) {
      take(state);
      if (state == last) {
        return;
      }
    }
  }

  /** The wall's clock is set; no time passes. */
  public Stepping setWall(Duration by) {
    clock.tick(by);
    skipped = skipped.plus(by);
    return this;
  }

  public Stepping tick(Duration by) {
    clock.tick(by);
    return this;
  }

  @Override
  public void close() {
    workshop.close();
    here.close();
  }
}
