// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.telling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.replay.Replay;
import org.ingestd.routes.contract.IngestListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Writes the log. Levels by who must act: ERROR a person, now; WARN a person, some day, or
 * something that mends itself; INFO what was asked for has happened, one line a file (when it is
 * registered).
 */
public final class LogListener implements IngestListener {

  private static final Logger LOG = LoggerFactory.getLogger("ingestd");

  private final Repeats repeats;
  private final Answering answering = new Answering();

  public LogListener(Clock clock) {
    this.repeats = new Repeats(clock);
  }

  @Override
  public void moved(JournalFile file, @Nullable FileState from) {
    Level level =
        switch (file.state()) {
          case REGISTERED -> from == FileState.DIGESTED ? Level.INFO : Level.DEBUG;
          case VANISHED -> Level.WARN;
          case QUARANTINED -> isCritical(file) ? Level.ERROR : Level.WARN;
          case PROTECTED -> from == FileState.SAFE ? Level.ERROR : Level.DEBUG;
          case SIGHTED, SETTLED, DIGESTED, SAFE, RELEASED -> Level.DEBUG;
        };
    if (LOG.isEnabledForLevel(level)) {
      about(file, LOG.atLevel(level))
          .addKeyValue("state", file.state())
          .addKeyValue("reason", file.standing().reason())
          .log("{} {}.", file.state(), file.key().path().text());
    }
  }

  private static boolean isCritical(JournalFile file) {
    ProblemCode problem = file.retry().problem();
    return problem != null && problem.severity() == ProblemCode.Severity.CRITICAL;
  }

  private static LoggingEventBuilder about(JournalFile file, LoggingEventBuilder line) {
    LoggingEventBuilder told =
        line.addKeyValue("source", file.key().source())
            .addKeyValue("file.path", file.key().path().text())
            .addKeyValue("file.size", file.size());
    ProblemCode problem = file.retry().problem();
    return problem == null
        ? told
        : told.addKeyValue("problem", problem)
            .addKeyValue("detail", String.valueOf(file.retry().detail()));
  }

  @Override
  public void postponed(JournalFile file) {
    ProblemCode problem = file.retry().problem();
    long times = repeats.tell("postponed " + problem);
    if (times > 0 && problem != null) {
      about(file, LOG.atWarn())
          .addKeyValue("times", times)
          .addKeyValue("due", file.retry().due())
          .log(
              "{} Will be tried again; {} since the last line, e.g. {}.",
              problem.sentence(),
              times,
              file.key().path().text());
    }
  }

  @Override
  public void waiting(String why) {
    if (why.isEmpty()) {
      LOG.info("The journal has room again; everything goes on.");
    } else {
      LOG.atError()
          .addKeyValue("problem", ProblemCode.JOURNAL_FULL)
          .log("{} Nothing new is begun until there is room.", why);
    }
  }

  @Override
  public void remarked(JournalFile file, String reason) {
    about(file, LOG.atInfo())
        .addKeyValue("reason", reason)
        .log("{} {}: {}.", file.state(), file.key().path().text(), reason);
  }

  @Override
  public void committed(int changes, Duration took) {}

  @Override
  public void answered(String operation, int status, String exceptionClass, Duration took) {
    LOG.debug("Rucio {}: {} {} in {} ms.", operation, status, exceptionClass, took.toMillis());
  }

  @Override
  public void circuit(String state) {
    LOG.debug("The circuit to Rucio is {}.", state);
    answering
        .news(state)
        .ifPresent(
            answers ->
                LOG.atLevel(answers ? Level.INFO : Level.WARN)
                    .log(answers ? "Rucio answers again." : "Rucio does not answer."));
  }

  @Override
  public void signedIn(SignedIn how) {
    LOG.info("Signed in by {}; the token is good until {}.", how.method(), how.tokenEnds());
  }

  @Override
  public void signInFailed(String method, boolean refused, String why) {
    if (repeats.tell("sign-in " + refused) > 0) {
      LOG.warn("Signing in by {} {}: {}.", method, refused ? "is refused" : "waits", why);
    }
  }

  @Override
  public void scanned(String source, ScanReport report) {
    LOG.atLevel(report.fresh() > 0 ? Level.INFO : Level.DEBUG)
        .addKeyValue("source", source)
        .log(
            "Scanned {}: {} names in {} directories, {} new, {} changed, in {} ms.",
            source,
            report.names(),
            report.directories(),
            report.fresh(),
            report.changed(),
            report.took().toMillis());
  }

  @Override
  public void sourceOffline(String source, String why) {
    LOG.atError().addKeyValue("source", source).log("Source {} is offline: {}.", source, why);
  }

  @Override
  public void sourceOnline(String source) {
    LOG.atInfo().addKeyValue("source", source).log("Source {} is online.", source);
  }

  @Override
  public void eventsLost(String source) {
    LOG.atWarn()
        .addKeyValue("source", source)
        .log("The kernel dropped events of {}; everything is scanned again.", source);
  }

  @Override
  public void reading(String source, String path, long bytesRead, long size) {
    LOG.atDebug()
        .addKeyValue("source", source)
        .log("Read {} of {} bytes of {}.", bytesRead, size, path);
  }

  @Override
  public void digested(String source, long bytes, Duration took) {}

  @Override
  public void metadataRefused(int files, ProblemCode problem, String detail) {
    long times = repeats.tell("metadata " + problem);
    if (times > 0) {
      LOG.atWarn()
          .addKeyValue("problem", problem)
          .addKeyValue("detail", detail)
          .addKeyValue("times", times)
          .log(
              "Rucio did not take the metadata of {} files, which are registered all the same. Will"
                  + " be tried again.",
              files);
    }
  }

  @Override
  public void stepped(String step, int files, Duration took) {
    LOG.debug("{}: {} files in {} ms.", step, files, took.toMillis());
  }

  @Override
  public void replayed(Replay replay) {
    LOG.atInfo()
        .addKeyValue("source", replay.request().source())
        .addKeyValue("replay", replay.id())
        .log(
            "Replay {} of {} is {}: {} files looked at, {}.",
            replay.id(),
            replay.request().source(),
            replay.state().word(),
            replay.progress().looked(),
            replay.progress().counts());
  }

  @Override
  public void tokenRefused(String from, boolean unseen) {
    long times = repeats.tell("token " + unseen);
    if (times > 0) {
      LOG.atWarn()
          .addKeyValue("client.address", from)
          .addKeyValue("times", times)
          .log(
              "The page was shown {} since the last line, the last from {}.",
              unseen
                  ? times + " tokens that were not looked at, after too many wrong ones"
                  : times + " wrong tokens",
              from);
    }
  }

  @Override
  public void certificateShown(Instant until) {
    LOG.info("The page shows other machines a certificate that is good until {}.", until);
  }

  @Override
  public void failed(String where, Throwable fault) {
    long times = repeats.tell("failed " + where + fault.getClass());
    if (times > 0) {
      LOG.atError()
          .addKeyValue("times", times)
          .setCause(fault)
          .log("{} failed and goes on; {} times since the last line.", where, times);
    }
  }

  @Override
  public void degraded(String what, String why) {
    if (why.isEmpty()) {
      LOG.info("{}: over.", what);
    } else if (repeats.tell("degraded " + what + why) > 0) {
      LOG.warn("{}: {}.", what, why);
    }
  }
}
