// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.page;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ingestd.checksum.FileStamp;
import org.ingestd.daemon.acting.ActingDoor;
import org.ingestd.daemon.acting.Actions;
import org.ingestd.daemon.acting.ApiToken;
import org.ingestd.daemon.acting.ReplayOrders;
import org.ingestd.daemon.http.HealthView;
import org.ingestd.daemon.http.HttpFace;
import org.ingestd.daemon.http.Insight;
import org.ingestd.daemon.http.MetricsText;
import org.ingestd.daemon.http.Showing;
import org.ingestd.daemon.http.door.RemoteDoor;
import org.ingestd.daemon.http.door.WrongTokens;
import org.ingestd.daemon.telling.EventRing;
import org.ingestd.daemon.telling.Samples;
import org.ingestd.daemon.view.ConfigView;
import org.ingestd.daemon.view.DoctorView;
import org.ingestd.daemon.view.Inflow;
import org.ingestd.daemon.view.Json;
import org.ingestd.daemon.view.NightView;
import org.ingestd.daemon.view.RulesView;
import org.ingestd.daemon.view.StatusView;
import org.ingestd.daemon.view.TransfersView;
import org.ingestd.journal.Destination;
import org.ingestd.journal.Journal;
import org.ingestd.journal.JournalReplica;
import org.ingestd.journal.JournalRule;
import org.ingestd.journal.JournalRule.RuleStanding;
import org.ingestd.journal.Sighting;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.Facts;
import org.ingestd.journal.life.FileKey;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.Lane;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.sqlite.SqliteJournal;
import org.ingestd.registration.catalogue.TransferRequest;
import org.ingestd.routes.contract.SilentListener;
import org.ingestd.routes.disk.SourcePauses;
import org.ingestd.rse.Did;
import org.ingestd.rse.RawPath;
import org.jspecify.annotations.Nullable;

/** The page over a journal that nobody works on, so that it stays as the test made it. */
final class PageWithJournal implements AutoCloseable {

  private static final Clock CLOCK = Clock.systemUTC();
  private static final String SOURCE = "lst1-r0";

  /** The worst that a configuration lets pass: as long as can be, and a word of JavaScript. */
  static final String HOSTILE = "constructorWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW..-";

  private static final String PIC = "SITE=PIC&type=DISK";

  /** Rucio hands on what storages say. */
  static final String HOSTILE_ERROR =
      "DESTINATION [28] <b>No space left</b>\u202e " + "x".repeat(90);

  private final Path state;
  final Journal journal;
  private final HttpFace face;

  private PageWithJournal(Path state, Optional<RemoteDoor> remote) throws Exception {
    this.state = state;
    this.journal = SqliteJournal.open(state, 1L << 30, CLOCK, LifeCycleListener.NONE);
    ActingDoor door =
        new ActingDoor(
            ApiToken.readOrMake(state),
            new Actions(journal, CLOCK),
            new ReplayOrders(journal, List.of(SOURCE)),
            Samples.site(state, journal, SOURCE, HOSTILE));
    face =
        HttpFace.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            remote,
            new Showing(
                this::status,
                journal,
                () -> new HealthView(true, List.of(), List.of()),
                accept -> new MetricsText(MetricsText.typeFor(accept), ""),
                new EventRing(100, CLOCK),
                door),
            new Insight(
                this::nights,
                () -> RulesView.of(journal.outlook(), CLOCK.instant()),
                PageWithJournal::config,
                PageWithJournal::doctor,
                () -> SampleVerify.report(SOURCE, "magic-raw", HOSTILE),
                PageWithJournal::transfers),
            new WrongTokens(CLOCK, new SilentListener()));
  }

  static PageWithJournal empty(Path state) throws Exception {
    return new PageWithJournal(state, Optional.empty());
  }

  /** Also for other machines. */
  static PageWithJournal withRemote(Path state, RemoteDoor door) throws Exception {
    PageWithJournal page = new PageWithJournal(state, Optional.of(door));
    page.sight(Stream.of("a.fits"));
    return page;
  }

  /** Where other machines would come. */
  URI remoteUrl() {
    return URI.create("https://localhost:" + face.remotePort().orElseThrow() + "/");
  }

  /** Three need a person, one was looked at by one, one waits; the others are on their way. */
  static PageWithJournal withTen(Path state) throws Exception {
    PageWithJournal page = new PageWithJournal(state, Optional.empty());
    page.sight(IntStream.range(0, 10).mapToObj(i -> "R0/20260121/Run0%d.fits.fz".formatted(i)));
    page.quarantine(1, ProblemCode.EMPTY, "0 bytes");
    page.quarantine(2, ProblemCode.EMPTY, "0 bytes");
    page.quarantine(3, ProblemCode.CONFLICT, "Rucio has 12 bytes, the disk 100");
    page.note(4, ProblemCode.UNREADABLE, "Permission denied");
    page.journal.saveRules(
        List.of(
            rule("1", "R0/Run1", "QOS=TAPE", new RuleStanding("OK", 8, 12, 0, null), 90),
            rule("2", "R0/Run2", PIC, new RuleStanding("REPLICATING", 0, 10, 0, null), 180)));
    page.journal.saveRules(
        List.of(
            rule("1", "R0/Run1", "QOS=TAPE", new RuleStanding("OK", 20, 0, 0, null), 80),
            rule("2", "R0/Run2", PIC, new RuleStanding("STUCK", 1, 6, 3, HOSTILE_ERROR), 20)));
    page.journal.saveRules(
        List.of(rule("2", "R0/Run2", PIC, new RuleStanding("STUCK", 3, 4, 3, HOSTILE_ERROR), 10)));
    page.copied(5, new Destination(new Did("lst", "R0/Run2"), PIC, Set.of("PIC-DISK")));
    for (long minute = 70; minute >= 0; minute--) {
      page.journal.keepSample(CLOCK.instant().minusSeconds(60 * minute));
    }
    return page;
  }

  /** A million files of which one in a hundred is not SAFE, written past the program. */
  static PageWithJournal withAMillion(Path state) throws Exception {
    new PageWithJournal(state, Optional.empty()).close();
    try (Connection database =
            DriverManager.getConnection("jdbc:sqlite:" + state.resolve("journal.db"));
        Statement sql = database.createStatement()) {
      database.setAutoCommit(false);
      for (String each : Files.readString(Path.of("src/test/sql/million.sql")).split(";\n")) {
        sql.execute(each);
      }
      database.commit();
    }
    return new PageWithJournal(state, Optional.empty());
  }

  private static JournalRule rule(
      String id, String name, String expression, RuleStanding standing, long minutesAgo) {
    Instant asked = CLOCK.instant().minusSeconds(60 * minutesAgo);
    return new JournalRule(id, new Did("lst", name), expression, 2, standing, asked);
  }

  void sight(Stream<String> names) {
    Instant now = CLOCK.instant();
    journal.sight(
        names
            .map(
                name ->
                    new Sighting(
                        new FileKey(SOURCE, RawPath.of(name)),
                        new FileStamp(
                            1, name.hashCode(), 100_000, now.toEpochMilli() * 1_000_000, 0),
                        Lane.LIVE,
                        null,
                        now,
                        false))
            .toList());
  }

  /** A look at its replicas, and another one that finds a copy. */
  private void copied(long id, Destination to) {
    for (String standing : List.of("COPYING", "AVAILABLE")) {
      journal.saveReplicas(
          Map.of(id, List.of(new JournalReplica("PIC-DISK", standing, "catalogue"))), List.of(to));
    }
  }

  void settle(long id) {
    journal.record(List.of(Samples.settled(id, CLOCK.instant())));
  }

  void quarantine(long id, ProblemCode problem, String detail) {
    JournalFile file = journal.file(id).orElseThrow();
    journal.record(
        List.of(
            new Entry.Move(
                id,
                file.state(),
                FileState.QUARANTINED,
                problem.sentence(),
                Facts.NONE,
                Entry.Next.person(problem, detail))));
  }

  private void note(long id, ProblemCode problem, String detail) {
    JournalFile file = journal.file(id).orElseThrow();
    journal.record(
        List.of(
            new Entry.Remark(
                id, file.state(), "looked", new Entry.Next(CLOCK.instant(), problem, detail))));
  }

  private StatusView status() {
    return StatusView.of(
        new StatusView.About(
            "lst1-onsite", "0.1", true, CLOCK.instant().minusSeconds(7_300), List.of()),
        journal.census(),
        Optional.empty(),
        Stream.of(SOURCE, HOSTILE).map(this::source).toList(),
        new StatusView.RucioView("https://rucio.example.org", "41.5.1", "closed", "ok", "", -12L),
        CLOCK.instant());
  }

  private StatusView.SourceView source(String name) {
    return new StatusView.SourceView(
        name,
        name.equals(SOURCE) ? "/data/R0" : "sftp://camera@host.example.org:22/data/R0",
        new StatusView.Standing(true, "", null),
        new StatusView.Scans(
            CLOCK.instant(),
            Map.of("hidden", 3L),
            name.equals(SOURCE) ? "events" : "listings",
            300L),
        new SourcePauses(state).why(name).orElse(null),
        Inflow.of(journal.outlook().arrivals(CLOCK.instant()).get(name), room(name)));
  }

  private Inflow.@Nullable RoomView room(String source) {
    return source.equals(SOURCE) ? Inflow.RoomView.of(3L << 40, 8L << 40, 200L << 30) : null;
  }

  private List<NightView> nights() {
    if (journal.census().tallies().isEmpty()) {
      return List.of();
    }
    return IntStream.range(0, 5)
        .mapToObj(
            i ->
                new NightView(
                    "2026012" + i,
                    i % 2 == 0 ? SOURCE : "magic-raw",
                    new NightView.Files(
                        i == 3 ? 1_300L : null,
                        1_204,
                        1_204,
                        i < 3 ? 1_204 : 1_100,
                        i == 3 ? 96L : null,
                        new NightView.Trouble(i == 4 ? 2 : 0, 5L << 40, null)),
                    i < 3,
                    i < 3 ? null : "the marker 2026012" + i + ".done",
                    null))
        .toList();
  }

  private static ConfigView config() {
    return new ConfigView(
        "/etc/ingestd/ingestd.yaml",
        List.of(
            new ConfigView.ValueView(
                "rucio.auth.password", "********", "/etc/ingestd/ingestd.yaml:9"),
            new ConfigView.ValueView("sources[0].rescan", "5m", "default"),
            new ConfigView.ValueView(
                "http.rucio-web.did",
                "https://rucio-ui.example.org/did?scope={scope}&name={name}",
                "/etc/ingestd/ingestd.yaml:30"),
            new ConfigView.ValueView(
                "http.rucio-web.rule",
                "https://rucio-ui.example.org/rule?rule_id={id}",
                "/etc/ingestd/ingestd.yaml:31"),
            new ConfigView.ValueView(
                "sources[0].include", List.of("**/*.fits.fz"), "/etc/ingestd/ingestd.yaml:20")));
  }

  private static DoctorView doctor() {
    return new DoctorView(
        CLOCK.instant(),
        List.of(
            Json.node("{\"check\":\"java\",\"level\":\"ok\",\"message\":\"17.0.15\"}"),
            Json.node(
                "{\"check\":\"clock\",\"level\":\"warn\",\"message\":\"7 s beside Rucio's\",\"hint\":\"Use NTP.\"}"),
            Json.node(
                "{\"check\":\"rse\",\"level\":\"fail\",\"message\":\"closed\",\"hint\":\"Ask the site.\"}")));
  }

  private static Optional<TransfersView> transfers(long id) {
    List<TransfersView.TransferView> transfers =
        List.of(
            new TransfersView.TransferView(
                "PIC-DISK",
                new TransferRequest(
                    "SUBMITTED", 2, "ONSITE", "2d5114bb-1", "https://fts.example.org:8446", null)),
            new TransfersView.TransferView(
                "CNAF-DISK",
                new TransferRequest("QUEUED", 0, null, "1", "javascript:alert(1)", HOSTILE_ERROR)),
            new TransfersView.TransferView("CNAF-TAPE", null));
    return id == 1
        ? Optional.of(new TransfersView(CLOCK.instant(), transfers, "Rucio does not answer"))
        : Optional.empty();
  }

  URI url() {
    return face.url();
  }

  /** What an operator types in. */
  String token() throws Exception {
    return Files.readString(state.resolve("api-token")).strip();
  }

  FileState stateOf(long id) {
    return journal.file(id).orElseThrow().state();
  }

  @Override
  public void close() {
    face.close();
    journal.close();
  }
}
