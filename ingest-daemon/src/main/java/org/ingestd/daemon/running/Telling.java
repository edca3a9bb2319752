// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedRetryMetrics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.ingestd.daemon.config.Wiring;
import org.ingestd.daemon.config.model.Config;
import org.ingestd.daemon.config.model.SourceConfig;
import org.ingestd.daemon.http.MetricsText;
import org.ingestd.daemon.looks.Awaited;
import org.ingestd.daemon.looks.Looks;
import org.ingestd.daemon.looks.Room;
import org.ingestd.daemon.notifying.Notifications;
import org.ingestd.daemon.telling.EventRing;
import org.ingestd.daemon.telling.Listeners;
import org.ingestd.daemon.telling.LogListener;
import org.ingestd.daemon.telling.LogMetrics;
import org.ingestd.daemon.telling.Metrics;
import org.ingestd.daemon.view.Build;
import org.ingestd.journal.Census;
import org.ingestd.journal.Journal;
import org.ingestd.registration.RucioClient;
import org.ingestd.routes.contract.IngestListener;
import org.jspecify.annotations.Nullable;

/** Everyone who hears what the daemon does: log, metrics, page, and the daemon itself. */
final class Telling implements AutoCloseable {

  private static final int EVENTS_KEPT = 500;
  private static final Census NOTHING = new Census(Map.of(), Map.of());

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final AtomicReference<@Nullable Journal> journal = new AtomicReference<>();
  private final EventRing events;
  private final RucioLight light = new RucioLight();
  private final JournalRoom room = new JournalRoom();
  private final FatalFaults fatal = new FatalFaults();
  private final IngestListener all;
  private final Clock clock;
  private final LogMetrics log;
  private final Notifications notifications;
  private volatile @Nullable Looks looks;

  Telling(Config config, Clock clock, IngestListener also) {
    this.events = new EventRing(EVENTS_KEPT, clock);
    List<String> sources = config.sources().stream().map(SourceConfig::name).toList();
    IngestListener metrics = Metrics.listener(registry, this::census, sources, clock);
    this.clock = clock;
    this.log = LogMetrics.begin(registry);
    this.notifications =
        new Notifications(
            Wiring.instance(config), config.outward().messages(), this::census, clock, metrics);
    this.all =
        new Listeners(
            new LogListener(clock),
            metrics,
            events,
            light,
            room,
            fatal,
            notifications.listener(),
            also);
    bindProcess();
  }

  private void bindProcess() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    Gauge.builder("ingestd.build.info", () -> 1)
        .description("Which program this is")
        .tag("version", Build.current().version())
        .tag("revision", Build.current().revision())
        .tag("java", Runtime.version().toString())
        .register(registry);
  }

  /** Nothing is counted before the journal is open. */
  private Census census() {
    Journal open = journal.get();
    return open == null ? NOTHING : open.census();
  }

  void opened(Journal open) {
    journal.set(open);
  }

  /** The meters of circuit, bulkhead and retries, named {@code resilience4j_*}. */
  void measures(RucioClient rucio) {
    TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(rucio.circuitBreakers()).bindTo(registry);
    TaggedBulkheadMetrics.ofBulkheadRegistry(rucio.bulkheads()).bindTo(registry);
    TaggedRetryMetrics.ofRetryRegistry(rucio.retries()).bindTo(registry);
  }

  /** From now on also what nobody tells, and messages to others are delivered. */
  void lookAt(Looks.Subjects subjects) {
    looks = Looks.begin(registry, subjects, clock, all);
    notifications.begin();
  }

  /** Of the disk on which a source of this host lies; empty while it is not known. */
  Optional<Room> room(Path source) {
    Looks begun = looks;
    return begun == null ? Optional.empty() : begun.room(source);
  }

  /** What a source expected of the newest night; empty if nothing, or nobody looked yet. */
  Optional<Awaited> awaited(String source) {
    Looks begun = looks;
    return begun == null ? Optional.empty() : begun.awaited(source);
  }

  /** Our clock minus Rucio's; empty while it is not known. */
  Optional<Duration> clockOffset() {
    Looks begun = looks;
    return begun == null ? Optional.empty() : begun.clockOffset();
  }

  IngestListener all() {
    return all;
  }

  EventRing events() {
    return events;
  }

  RucioLight light() {
    return light;
  }

  JournalRoom room() {
    return room;
  }

  FatalFaults fatal() {
    return fatal;
  }

  /**
   * @param accept as in the header of this name
   */
  MetricsText metrics(String accept) {
    String type = MetricsText.typeFor(accept);
    return new MetricsText(type, registry.scrape(type));
  }

  /** Before what is looked at is closed. */
  @Override
  public void close() {
    Looks begun = looks;
    if (begun != null) {
      begun.close();
    }
    notifications.close();
    log.close();
  }
}
