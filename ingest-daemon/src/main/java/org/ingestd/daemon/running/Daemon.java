// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.ingestd.daemon.acting.ActingDoor;
import org.ingestd.daemon.acting.Actions;
import org.ingestd.daemon.acting.ApiToken;
import org.ingestd.daemon.acting.ReplayOrders;
import org.ingestd.daemon.acting.SiteOrders;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.config.Wiring;
import org.ingestd.daemon.config.model.Config;
import org.ingestd.daemon.config.model.ListenAddress;
import org.ingestd.daemon.config.model.SourceConfig;
import org.ingestd.daemon.http.HealthView;
import org.ingestd.daemon.http.HttpFace;
import org.ingestd.daemon.http.Showing;
import org.ingestd.daemon.http.door.RemoteDoor;
import org.ingestd.daemon.http.door.ServedCertificate;
import org.ingestd.daemon.http.door.WrongTokens;
import org.ingestd.daemon.looks.Looks;
import org.ingestd.daemon.looks.Room;
import org.ingestd.daemon.service.Vital;
import org.ingestd.daemon.view.StatusView;
import org.ingestd.daemon.view.StatusView.RucioView;
import org.ingestd.journal.Journal;
import org.ingestd.journal.JournalException;
import org.ingestd.journal.sqlite.SqliteJournal;
import org.ingestd.registration.RucioClient;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.Ingest;
import org.ingestd.routes.Preflight;
import org.ingestd.routes.clock.WatchedClock;
import org.ingestd.routes.contract.IngestListener;
import org.ingestd.routes.disk.SourcePauses;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running daemon: everything that was configured, put together, from start to close. */
public final class Daemon implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger("ingestd");
  private static final Duration DRAIN = Duration.ofSeconds(24);
  private static final long SIGN_OF_LIFE_SECONDS = 2;

  private final Configuration configuration;
  private final Config config;

  /** One for all who write times into the journal: when it follows the wall, all do. */
  private final WatchedClock clock;

  private final Telling telling;
  private final Instant started;
  private final ScheduledExecutorService heartbeat =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "heartbeat");
            thread.setDaemon(true);
            return thread;
          });
  private final Parts parts;
  private final Comparisons comparisons;

  /** Null for the first moment: it may be asked for a page before its own start returns. */
  private volatile @Nullable HttpFace face;

  /** Empty also where the page is for this machine only. */
  private volatile Optional<ServedCertificate> certificate = Optional.empty();

  /** What is opened one after the other and closed the other way round. */
  private record Parts(
      Journal journal, RucioClient rucio, RucioLook look, Ingest ingest, Sampling sampling) {}

  private Daemon(Configuration configuration, Clock clock, IngestListener also) {
    this.configuration = configuration;
    this.config = configuration.config();
    this.clock = WatchedClock.of(clock, System::nanoTime);
    this.started = clock.instant();
    this.telling = new Telling(config, clock, also);
    this.parts = open();
    this.comparisons =
        new Comparisons(configuration.file(), config.host().state(), this.clock, telling.all());
  }

  /**
   * Opens the journal, serves the page, asks Rucio once, starts the routes. A Rucio that is away or
   * refuses the sign-in does not keep the daemon from starting: that may heal.
   *
   * @param also hears everything too
   * @throws JournalException if the journal cannot be used
   * @throws StartRefused if the source RSE, a rule or the page's address cannot be used
   */
  public static Daemon start(Configuration configuration, Clock clock, IngestListener also)
      throws StartRefused {
    Daemon daemon = new Daemon(configuration, clock, also);
    try {
      daemon.face = daemon.serve();
      daemon.preflight();
      daemon.parts.ingest().start();
      daemon.look();
      daemon.beat();
      return daemon;
    } catch (StartRefused | RuntimeException e) {
      daemon.close();
      throw e;
    }
  }

  private void look() {
    telling.lookAt(
        new Looks.Subjects(Wiring.ingest(config), parts.journal(), parts.rucio(), certificate));
  }

  /** {@link #signOfLife} lets nothing out that could end it. */
  private void beat() {
    var unused =
        heartbeat.scheduleWithFixedDelay(
            this::signOfLife, 0, SIGN_OF_LIFE_SECONDS, TimeUnit.SECONDS);
  }

  private Parts open() {
    Path state = config.host().state();
    Journal journal =
        SqliteJournal.open(state, config.limits().largeFrom().bytes(), clock, telling.all());
    telling.opened(journal);
    try {
      RucioClient rucio =
          new RucioClient(Wiring.rucio(config), clock, clock.steady(), telling.all());
      telling.measures(rucio);
      Ingest ingest = new Ingest(Wiring.ingest(config), journal, rucio, clock, telling.all());
      RucioLook look = new RucioLook(rucio, config.rse().name(), state);
      return new Parts(journal, rucio, look, ingest, new Sampling(journal, clock));
    } catch (RuntimeException e) {
      journal.close();
      throw e;
    }
  }

  private HttpFace serve() throws StartRefused {
    ListenAddress listen = config.http().listen();
    List<String> sources = config.sources().stream().map(SourceConfig::name).toList();
    ActingDoor door =
        new ActingDoor(
            token(),
            new Actions(parts.journal(), clock),
            new ReplayOrders(parts.journal(), sources),
            new SiteOrders(
                sources,
                new SourcePauses(config.host().state()),
                parts.journal(),
                clock,
                new SiteWork(parts.ingest(), comparisons)));
    try {
      InetSocketAddress address =
          new InetSocketAddress(InetAddress.getByName(listen.host()), listen.port());
      Optional<RemoteDoor> remote = Remote.door(config, clock, telling.all());
      certificate = remote.map(RemoteDoor::certificate);
      return HttpFace.start(
          address,
          remote,
          new Showing(
              this::status,
              parts.journal(),
              this::health,
              telling::metrics,
              telling.events(),
              door),
          Insights.of(configuration, parts.journal(), parts.rucio()::transfer, comparisons, clock),
          new WrongTokens(clock.steady(), telling.all()));
    } catch (IOException e) {
      throw new StartRefused(
          StartRefused.Cause.ADDRESS,
          "The page cannot be served on "
              + listen
              + ": "
              + e.getMessage()
              + "; set http.listen to a free port");
    }
  }

  private ApiToken token() {
    try {
      return ApiToken.readOrMake(config.host().state());
    } catch (IOException e) {
      throw new JournalException(
          JournalException.Kind.IO,
          "The token for acting calls cannot be kept in " + config.host().state() + ": " + e,
          e);
    }
  }

  /** Under another account everything would be registered, and belong to the wrong one. */
  private void account() throws StartRefused {
    try {
      parts.rucio().signIn();
    } catch (RucioException e) {
      if (e.refusal() == Refusal.OTHER_ACCOUNT) {
        throw new StartRefused(StartRefused.Cause.ACCOUNT, String.valueOf(e.getMessage()));
      }
      LOG.debug("Not signed in yet: {}.", e.getMessage());
    }
  }

  private void preflight() throws StartRefused {
    account();
    Preflight.Result result = parts.ingest().preflight();
    if (result instanceof Preflight.Result.Fatal fatal) {
      throw new StartRefused(fatal);
    }
    if (result instanceof Preflight.Result.Retry retry) {
      LOG.warn("Rucio cannot be used yet, and is tried again: {}.", retry.why());
    }
  }

  /** Completes with the fault after which the daemon must end. */
  public CompletableFuture<JournalException> fatal() {
    return telling.fatal().first();
  }

  /** The configuration is the same, but the files that it names may be others. */
  void reread() {
    certificate.ifPresent(ServedCertificate::reread);
  }

  /** The page's address, with the port that was really taken. */
  public URI page() {
    return requireNonNull(face, "started").url();
  }

  /** The journal; closed with the daemon. */
  public Journal journal() {
    return parts.journal();
  }

  private StatusView status() {
    return StatusOf.view(config, parts.journal(), Optional.of(sign()), clock.instant());
  }

  /** Rucio's absence leaves the daemon ready, a refused sign-in does not: somebody must act. */
  private HealthView health() {
    Ingest.Health health = parts.ingest().health();
    boolean ready = health.ready() && !telling.light().isSignInRefused();
    List<String> degraded = degraded(health);
    // Only those who look from elsewhere wait for it: no file does, so the verdict has nothing of
    // it.
    certificate.flatMap(ServedCertificate::trouble).ifPresent(degraded::add);
    return new HealthView(ready, degraded, health.dead());
  }

  /** For the service manager. */
  public Vital vital() {
    return new Vital(status().verdict(), parts.ingest().health().dead());
  }

  private List<String> degraded(Ingest.Health health) {
    List<String> all = new ArrayList<>(health.degraded());
    String signIn = telling.light().signInProblem();
    if (!signIn.isEmpty() && all.stream().noneMatch(each -> each.contains(signIn))) {
      all.add("sign-in " + telling.light().signIn() + ": " + signIn);
    }
    telling.room().degraded().ifPresent(all::add);
    return all;
  }

  private LifeSign sign() {
    HttpFace serving = face;
    Ingest.Health health = parts.ingest().health();
    return new LifeSign(
        new LifeSign.Holder(ProcessHandle.current().pid(), Wiring.hostName()),
        started.toEpochMilli(),
        serving == null ? "" : serving.url().toString(),
        new RucioView(
            config.rucio().url().toString(),
            parts.look().version(),
            telling.light().circuit(),
            telling.light().signIn(),
            telling.light().signInProblem(),
            telling.clockOffset().map(Daemon::wholeSeconds).orElse(null)),
        LifeSign.SourceSign.of(health, new LifeSign.Looked(this::room, telling::awaited)),
        degraded(health));
  }

  /** HTTP tells the server's clock no finer. */
  private static long wholeSeconds(Duration offset) {
    return Math.round(offset.toMillis() / 1000.0);
  }

  private Optional<Room> room(String source) {
    return config.sources().stream()
        .filter(one -> one.name().equals(source) && !one.path().isRemote())
        .findFirst()
        .flatMap(one -> telling.room(one.path().directory()));
  }

  private void signOfLife() {
    try {
      parts.look().tryOnce();
      if (parts.ingest().health().dead().isEmpty()) {
        telling.all().alive();
      }
      sign().write(config.host().state());
      parts.sampling().tryOnce();
    } catch (IOException | RuntimeException e) {
      telling.all().failed("heartbeat", e);
    }
  }

  /** Lets what is in flight end; the journal has the rest. */
  @Override
  public void close() {
    HttpFace serving = face;
    heartbeat.shutdownNow();
    comparisons.close();
    telling.close();
    parts.ingest().stop(DRAIN);
    if (serving != null) {
      serving.close();
    }
    parts.rucio().close();
    parts.journal().close();
    try {
      LifeSign.remove(config.host().state());
    } catch (IOException e) {
      LOG.warn("Cannot remove the sign of life: {}.", e.toString());
    }
  }
}
