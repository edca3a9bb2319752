// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.looks;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.ingestd.daemon.http.door.ServedCertificate;
import org.ingestd.journal.JournalReader;
import org.ingestd.registration.RucioClient;
import org.ingestd.routes.SourceDisks;
import org.ingestd.routes.contract.IngestListener;
import org.ingestd.routes.contract.IngestSettings;
import org.ingestd.routes.contract.Location;
import org.ingestd.routes.contract.SourceSettings;
import org.ingestd.routes.steps.Sources;

/**
 * Looks at everything from time to time, never at a scrape: a scrape must be quick, and a file
 * system may hang. What takes long is looked at seldom, so that it stays below half a percent of
 * one core.
 */
public final class Looks implements AutoCloseable {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** The first sentence waits for it. */
  private static final Duration SOON = Duration.ofSeconds(10);

  private static final Duration SELDOM = Duration.ofMinutes(10);

  /** How many times as long as it took a look is not repeated. */
  private static final int REST = 200;

  /** So many missed looks, and its numbers are not shown any more. */
  private static final int MISSED = 6;

  /** Numbers of looks that may take minutes are shown for so long. */
  private static final Duration OVERDUE = Duration.ofHours(6);

  private final ScheduledExecutorService disks = thread("looks-disks");
  private final ScheduledExecutorService others = thread("looks");
  private final IngestListener listener;
  private final Sources sources;
  private final DiskLook room;
  private final AwaitedLook awaited;
  private final ClockLook clocks;

  private Looks(
      IngestListener listener,
      Sources sources,
      DiskLook room,
      AwaitedLook awaited,
      ClockLook clocks) {
    this.awaited = awaited;
    this.clocks = clocks;
    this.listener = listener;
    this.sources = sources;
    this.room = room;
  }

  /**
   * What is looked at.
   *
   * @param journal open
   * @param certificate that the page shows to other machines; empty: it is not served to them
   */
  public record Subjects(
      IngestSettings settings,
      JournalReader journal,
      RucioClient rucio,
      Optional<ServedCertificate> certificate) {}

  /** Begins at once. */
  public static Looks begin(
      MeterRegistry registry, Subjects subjects, Clock clock, IngestListener listener) {
    IngestSettings settings = subjects.settings();
    JournalReader journal = subjects.journal();
    Duration soon = MINUTE.multipliedBy(MISSED);
    Sources sources = SourceDisks.sources(settings);
    Looks looks =
        new Looks(
            listener,
            sources,
            new DiskLook(registry, clock, soon, places(settings)),
            new AwaitedLook(journal, sources, clock),
            new ClockLook(registry, subjects.rucio(), clock, SELDOM.multipliedBy(MISSED)));
    looks.repeat(looks.disks, looks.room, MINUTE);
    subjects
        .certificate()
        .ifPresent(shown -> looks.repeat(looks.disks, new CertificateLook(shown), MINUTE));
    looks.repeat(
        looks.others,
        new JournalLook(registry, journal, settings.state(), clock, listener),
        MINUTE);
    looks.repeat(
        looks.disks,
        new VerifyLook(registry, settings.state(), names(settings), clock, soon),
        MINUTE);
    looks.repeat(
        looks.others,
        new RuleLook(registry, journal, expressions(settings), clock, OVERDUE),
        MINUTE);
    looks.repeat(looks.others, looks.clocks, SELDOM);
    if (settings.sources().stream().anyMatch(source -> source.collections().expected().isAsked())) {
      looks.repeat(
          looks.others, new NightLook(registry, journal, looks.sources, clock, OVERDUE), SELDOM);
      looks.repeat(looks.others, looks.awaited, SOON);
    }
    return looks;
  }

  /** Of the disk on which a source lies; empty for other hosts, and while it is not known. */
  public Optional<Room> room(Path source) {
    return room.room(source);
  }

  /** What a source expected of the newest night; empty if nothing, or nobody looked yet. */
  public Optional<Awaited> awaited(String source) {
    return awaited.of(source);
  }

  /** Our clock minus Rucio's; empty while it is not known. */
  public Optional<Duration> clockOffset() {
    return clocks.offset();
  }

  private static ScheduledExecutorService thread(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          return thread;
        });
  }

  private void repeat(ScheduledExecutorService thread, Look look, Duration atLeast) {
    repeat(thread, look, Duration.ZERO, atLeast);
  }

  private void repeat(
      ScheduledExecutorService thread, Look look, Duration after, Duration atLeast) {
    var unused =
        thread.schedule(
            () -> {
              Duration rest = timed(look).multipliedBy(REST);
              if (!thread.isShutdown()) {
                repeat(thread, look, rest.compareTo(atLeast) > 0 ? rest : atLeast, atLeast);
              }
            },
            after.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** A look that fails is told, and comes again all the same. */
  private Duration timed(Look look) {
    long begin = System.nanoTime();
    try {
      look.look();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable fault) {
      if (!others.isShutdown()) {
        listener.failed(look.getClass().getSimpleName(), fault);
      }
    }
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private static List<String> names(IngestSettings settings) {
    return settings.sources().stream().map(SourceSettings::name).toList();
  }

  private static List<String> expressions(IngestSettings settings) {
    return settings.sources().stream()
        .flatMap(source -> source.treatment().rules().stream())
        .map(SourceSettings.RuleWish::expression)
        .toList();
  }

  private static Map<String, List<Path>> places(IngestSettings settings) {
    return Map.of(
        "journal",
        List.of(settings.state()),
        "source",
        settings.sources().stream()
            .filter(source -> source.location() instanceof Location.Here)
            .map(SourceSettings::path)
            .toList());
  }

  @Override
  public void close() {
    disks.shutdownNow();
    others.shutdownNow();
    sources.close();
  }
}
