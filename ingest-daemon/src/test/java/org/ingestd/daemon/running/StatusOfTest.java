// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.ingestd.checksum.FileStamp;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.config.model.Config;
import org.ingestd.daemon.looks.Awaited;
import org.ingestd.daemon.looks.Room;
import org.ingestd.daemon.telling.Samples;
import org.ingestd.daemon.view.Inflow;
import org.ingestd.daemon.view.LastNight;
import org.ingestd.daemon.view.StatusView;
import org.ingestd.daemon.view.StatusView.RucioView;
import org.ingestd.daemon.view.StatusView.SourceView;
import org.ingestd.journal.Journal;
import org.ingestd.journal.Sighting;
import org.ingestd.journal.life.FileKey;
import org.ingestd.journal.life.Lane;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.outlook.NightTotal;
import org.ingestd.routes.contract.FoundBy;
import org.ingestd.rse.RawPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the sources stand, from what the journal and the daemon know of them. */
final class StatusOfTest {

  private static final Instant NOW = Samples.NOW;
  private static final long DAY = 86_400;

  @TempDir private Path folder;
  private final Journal journal = Samples.journal(LifeCycleListener.NONE);

  private Config config() throws Exception {
    Path file = folder.resolve("ingestd.yaml");
    StringBuilder text =
        new StringBuilder(
            """
            state: %s
            rucio: { url: "http://127.0.0.1:9", account: ingest, auth: { username: u, password: p } }
            rse: { name: ONSITE, root: /data }
            sources:
            """
                .formatted(folder));
    for (String source : List.of("a", "b", "c", "far")) {
      text.append("  - { name: %s, path: /data/%s }\n".formatted(source, source));
    }
    return Configuration.read(Files.writeString(file, text)).config();
  }

  private void came(String source, String name, long size) {
    FileKey key = new FileKey(source, RawPath.of(name));
    long nanos = NOW.minusSeconds(600).toEpochMilli() * 1_000_000;
    FileStamp stamp = new FileStamp(1, size, size, nanos, nanos);
    journal.sight(List.of(new Sighting(key, stamp, Lane.LIVE, null, NOW, false)));
    long id = journal.file(key).orElseThrow().id();
    journal.record(List.of(Samples.settled(id, NOW)));
  }

  private static LifeSign.SourceSign sign(String name, String mount, FoundBy foundBy) {
    Room room = mount.isEmpty() ? null : new Room(mount, 24 * 3_000, 1_000_000);
    return new LifeSign.SourceSign(
        name, true, "", null, new LifeSign.FoundSign(5L, Map.of(), foundBy, null), room);
  }

  private List<SourceView> sources(LifeSign.SourceSign... signs) throws Exception {
    Optional<LifeSign> sign =
        Stream.of(List.of(signs))
            .filter(all -> !all.isEmpty())
            .map(
                all ->
                    new LifeSign(
                        new LifeSign.Holder(1, "host"),
                        5,
                        "http://127.0.0.1:1/",
                        RucioView.at("http://rucio"),
                        all,
                        List.of()))
            .findFirst();
    return StatusOf.view(config(), journal, sign, NOW).sources();
  }

  private static Optional<Long> full(SourceView source) {
    return Optional.ofNullable(source.inflow().room()).map(Inflow.RoomView::full);
  }

  @Test
  void aDiskFillsByAllSourcesThatLieOnIt() throws Exception {
    came("a", "1", 1_000);
    came("b", "1", 500);
    came("b", "2", 1_500);
    came("c", "1", 70);

    List<SourceView> sources =
        sources(
            sign("a", "/data", FoundBy.EVENTS),
            sign("b", "/data", FoundBy.SOME_EVENTS),
            sign("c", "/data/c", FoundBy.RESCANS),
            sign("far", "", FoundBy.LISTINGS));

    assertThat(sources)
        .extracting(StatusOfTest::full)
        .satisfiesExactly(
            one -> assertThat(one).contains(DAY),
            other -> assertThat(other).contains(DAY),
            alone -> assertThat(alone.orElseThrow()).isGreaterThan(DAY),
            far -> assertThat(far).isEmpty());
    assertThat(sources.get(1).inflow().lastHour().files()).isEqualTo(2);
    assertThat(sources.get(1).inflow().lastHour().bytes()).isEqualTo(2_000);
    assertThat(Objects.requireNonNull(sources.get(1).inflow().lastFile()).where().path())
        .isEqualTo("2");
    assertThat(sources.get(3).inflow().lastFile()).isNull();
    assertThat(sources)
        .extracting(source -> source.scans().watch())
        .containsExactly("events", "some_events", "rescans", "listings");
    assertThat(sources.get(0).scans().rescan()).isEqualTo(300);
  }

  private Optional<LastNight> night(String extra, Awaited... awaited) throws Exception {
    Path file = folder.resolve("nights.yaml");
    Files.writeString(
        file,
        """
        state: %s
        rucio: { url: "http://127.0.0.1:9", account: ingest, auth: { username: u, password: p } }
        rse: { name: ONSITE, root: /data }
        sources:
          - { name: a, path: /data/a, expected: { count: 3 } }
          - { name: b, path: /data/b%s }
        """
            .formatted(folder, extra));
    List<LifeSign.SourceSign> signs =
        Stream.of(awaited)
            .map(one -> new LifeSign.FoundSign(5L, Map.of(), FoundBy.EVENTS, one))
            .map(found -> new LifeSign.SourceSign("a", true, "", null, found, null))
            .toList();
    LifeSign sign =
        new LifeSign(
            new LifeSign.Holder(1, "host"), 5, "", RucioView.at("http://rucio"), signs, List.of());
    StatusView status =
        StatusOf.view(Configuration.read(file).config(), journal, Optional.of(sign), NOW);
    return Optional.ofNullable(status.tallies().night());
  }

  @Test
  void whatANightLacksIsKnownOnlyAsLongAsNoFileHasComeSinceSomebodyLooked() throws Exception {
    assertThat(night("")).as("no file was read").isEmpty();
    Samples.digested(journal, "a", "1", "20260121");
    NightTotal one = new NightTotal("20260121", 1);

    assertThat(night("", new Awaited(one, 3L, 2, null))).contains(LastNight.expecting(one, 3, 2));
    assertThat(night("").orElseThrow().unknown()).contains("nobody has looked");
    assertThat(night("", new Awaited(one, null, 0, "no list")).orElseThrow().unknown())
        .isEqualTo("no list");

    Samples.digested(journal, "a", "2", "20260121");
    assertThat(night("", new Awaited(one, 3L, 2, null)).orElseThrow())
        .isEqualTo(
            LastNight.unknown(
                new NightTotal("20260121", 2), "nobody has looked yet what a expects of it"));
  }

  @Test
  void aSiteOfWhichOneSourceHasCalendarDaysHasNoNight() throws Exception {
    Samples.digested(journal, "a", "1", "20260121");

    assertThat(night(", naming: { night: { noon-to-noon: false } }")).isEmpty();
  }

  @Test
  void withoutADaemonTheJournalStillTellsWhatCame() throws Exception {
    came("a", "1", 1_000);

    SourceView source = sources().get(0);

    assertThat(source.inflow().lastHour().bytes()).isEqualTo(1_000);
    assertThat(source.inflow().room()).isNull();
    assertThat(source.scans().watch()).isNull();
  }
}
