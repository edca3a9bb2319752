// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Route;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.ingestd.journal.Journal;
import org.ingestd.registration.RucioClient;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.claim.ClaimDesk;
import org.ingestd.routes.claim.JournalComponent;
import org.ingestd.routes.claim.JournalConsumer;
import org.ingestd.routes.clock.WatchedClock;
import org.ingestd.routes.contract.FoundBy;
import org.ingestd.routes.contract.IngestListener;
import org.ingestd.routes.contract.IngestSettings;
import org.ingestd.routes.disk.Offline;
import org.ingestd.routes.nights.CloseStep;
import org.ingestd.routes.repair.RuleRepair;
import org.ingestd.routes.replay.InboxAnswers;
import org.ingestd.routes.replay.ReplayLoop;
import org.ingestd.routes.sftptree.SftpTreeComponent;
import org.ingestd.routes.steps.Source;
import org.ingestd.routes.steps.Workbench;
import org.ingestd.routes.treefile.ScanBook;
import org.ingestd.routes.treefile.Scanning;
import org.ingestd.routes.treefile.TreeContext;
import org.ingestd.routes.treefile.TreeFileComponent;
import org.jspecify.annotations.Nullable;

/** The running routes: discovery, steps and back-pressure, from {@link #start} to {@link #stop}. */
public final class Ingest {

  /** A route that is not busy and has not looked for work for so long is dead. */
  private static final Duration DEAD_AFTER = Duration.ofMinutes(1);

  private final IngestSettings settings;
  private final Workshop workshop;
  private final Workbench bench;
  private final ScanBook scans;
  private final RucioWatch rucioWatch;
  private final List<RecheckLoop> rechecks;
  private final InboxAnswers answers;
  private final ReplayLoop replays;
  private final CloseStep closing;
  private final List<SideLane> sideLanes;
  private final CamelContext camel = new DefaultCamelContext();

  public Ingest(
      IngestSettings settings,
      Journal journal,
      RucioClient rucio,
      WatchedClock clock,
      IngestListener listener) {
    this.settings = settings;
    this.workshop = new Workshop(settings, journal, rucio, clock, listener, new Random());
    this.bench = workshop.bench();
    this.scans = new ScanBook(listener);
    this.rucioWatch = new RucioWatch(workshop);
    this.closing = workshop.closing();
    this.sideLanes =
        List.of(
            sideLane("metadata", workshop.metadata()::writeDue),
            sideLane("closing", closing::closeDue));
    this.rechecks =
        bench.sources().all().stream()
            .map(source -> new RecheckLoop(source, workshop.recheck(), bench))
            .toList();
    this.answers = new InboxAnswers(settings.inbox(), bench);
    this.replays = new ReplayLoop(bench, answers);
  }

  private SideLane sideLane(String name, SideLane.DueWork work) {
    return new SideLane(name, work, workshop::isRucioOpen, bench.listener());
  }

  /**
   * Asks Rucio once whether files can be registered in place on the source RSE and whether the
   * rules can be made. Meant for before {@link #start}, which asks again by itself until it knows.
   */
  public Preflight.Result preflight() {
    return rucioWatch.check();
  }

  /** Starts Camel and the routes; returns at once, also if Rucio is away. */
  public void start() {
    try {
      wire();
      camel.start();
    } catch (Exception e) {
      throw new IllegalStateException("The routes do not start", e);
    }
    rucioWatch.start();
    rechecks.forEach(RecheckLoop::start);
    replays.start();
    sideLanes.forEach(SideLane::start);
  }

  private void wire() throws Exception {
    Journal journal = bench.outcomes().journal();
    camel.setStreamCaching(false);
    camel.addComponent(
        "journal",
        new JournalComponent(
            new ClaimDesk(
                journal,
                workshop.bell(),
                bench.sources(),
                settings.limits().backlogShare(),
                bench.listener(),
                bench.times())));
    TreeContext trees = new TreeContext(bench, scans, workshop.recheck());
    camel.addComponent("treefile", new TreeFileComponent(trees));
    camel.addComponent("sftptree", new SftpTreeComponent(trees));
    camel.getRegistry().bind(StepRoutes.RUCIO, (BooleanSupplier) workshop::isRucioOpen);
    camel.getRegistry().bind(StepRoutes.QUIET, quietOver(bench));
    camel
        .getRegistry()
        .bind(
            InboxRoutes.IN_PROGRESS,
            MemoryIdempotentRepository.memoryIdempotentRepository(new ConcurrentHashMap<>()));
    camel.addRoutes(new ProblemRoutes(bench));
    camel.addRoutes(new StepRoutes(workshop));
    camel.addRoutes(new DiscoveryRoutes(workshop));
    camel.getRegistry().bind(InboxRoutes.REQUESTS, InboxRoutes.requests());
    camel.addRoutes(new InboxRoutes(settings.inbox(), bench, answers));
  }

  /**
   * Quiet times start again with each start, as SettleStep sees to; this spares it a million looks
   * at files of which none can settle yet.
   */
  private static BooleanSupplier quietOver(Workbench bench) {
    Duration shortest =
        bench.sources().all().stream()
            .map(Source::quiet)
            .min(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    Instant opens = bench.passed().plus(shortest);
    return () -> !bench.passed().isBefore(opens);
  }

  /** Lets what is in flight end, at most so long; the journal has the rest. */
  public void stop(Duration atMost) {
    rucioWatch.close();
    rechecks.forEach(RecheckLoop::close);
    replays.close();
    sideLanes.forEach(SideLane::close);
    workshop.stopReading();
    camel.getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
    camel.getShutdownStrategy().setTimeout(Math.max(1, atMost.toMillis()));
    camel.stop();
    rechecks.forEach(RecheckLoop::awaitEnd);
    replays.awaitEnd();
    sideLanes.forEach(SideLane::awaitEnd);
    workshop.close();
  }

  /**
   * Looks at a source now: at all its directories, and at every file that is registered.
   *
   * @throws IllegalArgumentException if there is no such source
   */
  public void rescan(String source) {
    Source named = bench.sources().named(source);
    rechecks.stream().filter(loop -> loop.isOf(named)).forEach(RecheckLoop::again);
    scanning(named).ifPresent(Scanning::rescan);
  }

  /** Empty before the start. */
  private Optional<Scanning> scanning(Source source) {
    Route route = camel.getRoute(DiscoveryRoutes.routeId(source.name()));
    return route != null && route.getConsumer() instanceof Scanning consumer
        ? Optional.of(consumer)
        : Optional.empty();
  }

  /**
   * Looks at a page of rules and mends what can be mended.
   *
   * @throws RucioException if Rucio cannot be asked now
   */
  public RuleRepair.Page repair(RuleRepair.Wanted wanted) throws RucioException {
    return workshop.repair().page(wanted);
  }

  public Health health() {
    Map<String, Health.SourceHealth> sources = new TreeMap<>();
    boolean ready = true;
    for (Source source : bench.sources().all()) {
      ScanBook.Page page = scans.of(source.name());
      ready &= page.lastScan() != null;
      sources.put(
          source.name(),
          new Health.SourceHealth(
              Optional.ofNullable(page.offline()),
              page.lastScan(),
              page.ignored(),
              scanning(source).map(Scanning::foundBy)));
    }
    return new Health(ready, degraded(), sources, deadRoutes());
  }

  private List<String> degraded() {
    return Stream.of(
            rucioWatch.degraded().stream(),
            scans.degraded().stream(),
            replays.degraded().stream(),
            closing.degraded().stream(),
            rechecks.stream().flatMap(loop -> loop.degraded().stream()))
        .flatMap(all -> all)
        .toList();
  }

  private List<String> deadRoutes() {
    return camel.getRoutes().stream()
        .filter(route -> isDead(route.getConsumer()))
        .map(Route::getRouteId)
        .toList();
  }

  private static boolean isDead(Consumer consumer) {
    return consumer instanceof JournalConsumer claims
        ? claims.pulse().isDead(DEAD_AFTER)
        : consumer instanceof Scanning scans && scans.isDead(DEAD_AFTER);
  }

  /**
   * @param ready every source was scanned once
   * @param degraded what is waited for, e.g. {@code Rucio has not answered since 2026-01-21 03:12
   *     UTC}; empty: nothing
   * @param sources by name: ONLINE or OFFLINE with the reason, last scan, ignored entries by kind
   * @param dead routes whose last success is too long ago
   */
  public record Health(
      boolean ready, List<String> degraded, Map<String, SourceHealth> sources, List<String> dead) {

    /**
     * @param offline why nothing of it is believed; empty while it is online
     * @param lastScan null before the first scan ended
     * @param foundBy empty before the start
     */
    public record SourceHealth(
        Optional<Offline> offline,
        @Nullable Instant lastScan,
        Map<String, Long> ignored,
        Optional<FoundBy> foundBy) {

      public boolean online() {
        return offline.isEmpty();
      }
    }
  }
}
