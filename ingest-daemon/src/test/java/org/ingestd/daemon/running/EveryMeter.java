// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ingestd.checksum.FileStamp;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.config.Wiring;
import org.ingestd.daemon.config.model.Config;
import org.ingestd.daemon.looks.Looks;
import org.ingestd.daemon.verify.difference.Kind;
import org.ingestd.daemon.verify.result.SourceResult;
import org.ingestd.daemon.verify.result.VerifyResults;
import org.ingestd.journal.Claim;
import org.ingestd.journal.Journal;
import org.ingestd.journal.JournalRule;
import org.ingestd.journal.JournalRule.RuleStanding;
import org.ingestd.journal.Sighting;
import org.ingestd.journal.life.FileKey;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.Lane;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.life.Retry;
import org.ingestd.journal.life.Standing;
import org.ingestd.journal.memory.MemoryJournal;
import org.ingestd.journal.replay.ReplayOutcome;
import org.ingestd.registration.CallListener.SignedIn;
import org.ingestd.registration.RucioClient;
import org.ingestd.routes.contract.IngestListener;
import org.ingestd.routes.contract.IngestListener.ScanReport;
import org.ingestd.routes.contract.IngestListener.WatchReport;
import org.ingestd.routes.contract.IngestListener.Work;
import org.ingestd.routes.contract.Remark;
import org.ingestd.routes.contract.SilentListener;
import org.ingestd.routes.format.FitsSums;
import org.ingestd.rse.Did;
import org.ingestd.rse.RawPath;

/** A daemon's meters after everything that can happen has happened, so that each is there. */
final class EveryMeter {

  private static final String SOURCE = "camera";
  private static final Duration A_SECOND = Duration.ofSeconds(1);

  private EveryMeter() {}

  /**
   * @param config with one source, named camera, that expects something of a night
   */
  static String scrape(Path config) throws Exception {
    Config read = Configuration.read(config).config();
    Clock clock = Clock.systemUTC();
    try (Telling telling = new Telling(read, clock, new SilentListener());
        Journal journal = new MemoryJournal(1L << 30, clock, telling.all());
        RucioClient rucio = new RucioClient(Wiring.rucio(read), clock, clock, telling.all())) {
      telling.opened(journal);
      telling.measures(rucio);
      JournalFile file = sighted(journal, clock.instant());
      journal.saveRules(
          List.of(
              new JournalRule(
                  "4711",
                  new Did("lst", "R0"),
                  "QOS=TAPE",
                  1,
                  new RuleStanding("STUCK", 0, 0, 1, null),
                  clock.instant())));
      files(telling.all(), file);
      sources(telling.all());
      rucio(telling.all(), clock.instant());
      Files.createDirectories(read.host().state());
      new VerifyResults(Map.of())
          .with(SOURCE, clock.millis(), SourceResult.Read.ALL, 1, Map.of(Kind.SIZE, 1L))
          .write(read.host().state());
      telling.lookAt(new Looks.Subjects(Wiring.ingest(read), journal, rucio, Optional.empty()));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  telling.metrics("").body().contains("ingestd_night_missing_files{")
                      && telling.metrics("").body().contains("ingestd_verify_last_deep_")
                      && telling.metrics("").body().contains("ingestd_filesystem_free_bytes{"));
      return telling.metrics("").body();
    }
  }

  private static JournalFile sighted(Journal journal, Instant now) {
    FileStamp stamp = new FileStamp(1, 2, 100, now.toEpochMilli() * 1_000_000 - 1, 0);
    FileKey key = new FileKey(SOURCE, RawPath.of("night/secret-name.fits"));
    journal.sight(List.of(new Sighting(key, stamp, Lane.LIVE, null, now, false)));
    Claim all = new Claim(FileState.SIGHTED, Lane.LIVE, Claim.SizeClass.ANY, now, 10);
    return journal.claim(all, java.util.Set.of()).get(0);
  }

  private static void files(IngestListener listener, JournalFile file) {
    for (FileState state : FileState.values()) {
      Standing standing = new Standing(state, Instant.now(), "because", 1, Lane.LIVE);
      ProblemCode problem = ProblemCode.CHANGED_AFTER_REGISTRATION;
      JournalFile moved = file.with(standing).with(new Retry(0, null, problem, "two values"));
      listener.moved(moved, FileState.PROTECTED);
      listener.stayed(moved, FileState.PROTECTED, A_SECOND);
    }
    listener.postponed(file.with(new Retry(1, null, ProblemCode.QUOTA, "none left")));
    listener.committed(1, A_SECOND);
    listener.digested(SOURCE, 100, A_SECOND);
    listener.fitsSums(SOURCE, FitsSums.Result.WRONG);
    listener.remarked(SOURCE, Remark.ZEROS);
    listener.confirmed(List.of("TAPE"));
    listener.worked(SOURCE, Work.ATTACH, A_SECOND);
    listener.stepped("settled", 1, A_SECOND);
    listener.failed("scan of camera: night/secret-name", new IllegalStateException("as a test"));
    listener.degraded("rucio", "no answer");
    listener.certificateShown(Instant.now());
    listener.alive();
  }

  private static void sources(IngestListener listener) {
    listener.scanned(SOURCE, new ScanReport(1, 2, 2, 0, Map.of("hidden", 3L), A_SECOND));
    listener.watched(SOURCE, new WatchReport(Map.of("create", 2L), 1, false));
    listener.hinted(SOURCE, 1);
    listener.replayedFiles(SOURCE, Map.of(ReplayOutcome.SIGHTED, 7L));
  }

  private static void rucio(IngestListener listener, Instant now) {
    Instant end = now.plusSeconds(3600);
    listener.answered("attach", 201, "", A_SECOND);
    listener.signedIn(new SignedIn("x509", end, Optional.of(end)));
    listener.metadataRefused(1, ProblemCode.QUOTA, "none left");
  }
}
