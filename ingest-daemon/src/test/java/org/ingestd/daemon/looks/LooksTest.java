// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.looks;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.config.Wiring;
import org.ingestd.daemon.telling.Samples;
import org.ingestd.daemon.telling.Ticking;
import org.ingestd.journal.Journal;
import org.ingestd.journal.JournalRule;
import org.ingestd.journal.JournalRule.RuleStanding;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.outlook.NightTotal;
import org.ingestd.routes.SourceDisks;
import org.ingestd.routes.contract.SilentListener;
import org.ingestd.routes.steps.Sources;
import org.ingestd.rse.Did;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LooksTest {

  private static final Duration GOOD = Duration.ofMinutes(6);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Ticking clock = new Ticking();
  @TempDir private Path folder;

  @Test
  void aNumberWhoseLookDoesNotComeBackIsNoNumberAndARowThatIsNotPutIsGone() {
    Rows rows = new Rows(registry, clock, GOOD, "ingestd.room", "Room");
    rows.put(Tags.of("mount", "/data"), 5);
    rows.put(Tags.of("mount", "/"), 7);
    rows.show();
    assertThat(registry.scrape()).contains("ingestd_room{mount=\"/data\"} 5.0");

    clock.tick(GOOD.plusSeconds(1));
    assertThat(registry.scrape()).contains("ingestd_room{mount=\"/data\"} NaN");

    rows.put(Tags.of("mount", "/"), 6);
    rows.show();
    assertThat(registry.scrape()).contains("ingestd_room{mount=\"/\"} 6.0").doesNotContain("/data");
  }

  @Test
  void roomIsThatOfTheFileSystemAndAPlaceThatIsAwayHasNone() throws Exception {
    Path away = folder.resolve("not-mounted");
    DiskLook look =
        new DiskLook(
            registry, clock, GOOD, Map.of("journal", List.of(folder), "source", List.of(away)));

    look.look();

    assertThat(registry.get("ingestd.filesystem.size.bytes").tag("role", "journal").gauge().value())
        .isEqualTo((double) Files.getFileStore(folder).getTotalSpace());
    assertThat(registry.scrape()).doesNotContain("role=\"source\"");
  }

  @Test
  void everyPlaceOnAFileSystemHasItsRoomUntilNobodyLookedForLong() throws Exception {
    Path one = Files.createDirectory(folder.resolve("one"));
    Path other = Files.createDirectory(folder.resolve("other"));
    DiskLook look = new DiskLook(registry, clock, GOOD, Map.of("source", List.of(one, other)));
    assertThat(look.room(one)).isEmpty();

    look.look();

    assertThat(look.room(other)).isPresent().isEqualTo(look.room(one));
    assertThat(look.room(one).orElseThrow().size())
        .isEqualTo(Files.getFileStore(one).getTotalSpace());
    assertThat(look.room(folder)).as("nobody looks there").isEmpty();

    clock.tick(GOOD.plusSeconds(1));
    assertThat(look.room(one)).isEmpty();

    look.look();
    Files.delete(other);
    look.look();
    assertThat(look.room(other)).as("it is away").isEmpty();
    assertThat(look.room(one)).isPresent();
  }

  @Test
  void rulesAreCountedByExpressionAndTheOldestKeepsItsTime() {
    Journal journal = Samples.journal(LifeCycleListener.NONE);
    journal.saveRules(List.of(rule("a", "STUCK"), rule("b", "OK")));
    RuleLook look = new RuleLook(registry, journal, List.of("QOS=TAPE", "B"), clock, GOOD);
    look.look();
    clock.tick(Duration.ofMinutes(1));
    look.look();

    assertThat(registry.scrape())
        .contains("ingestd_rules{destination=\"QOS=TAPE\",state=\"stuck\"} 1.0")
        .contains("ingestd_rules{destination=\"QOS=TAPE\",state=\"ok\"} 1.0")
        .contains("ingestd_rules{destination=\"B\",state=\"ok\"} 0.0");
    assertThat(registry.get("ingestd.rule.oldest.not.ok.timestamp.seconds").gauge().value())
        .isEqualTo(Samples.NOW.toEpochMilli() / 1000.0);

    journal.saveRules(List.of(rule("a", "OK")));
    look.look();
    assertThat(registry.find("ingestd.rule.oldest.not.ok.timestamp.seconds").gauge()).isNull();
  }

  @Test
  void whatTheNewestNightLacksIsKnownOfEachSourceThatExpectsSomething() throws Exception {
    Path file = folder.resolve("ingestd.yaml");
    Files.writeString(
        file,
        """
        state: %s/state
        rucio: { url: "http://127.0.0.1:9", account: ingest, auth: { username: u, password: p } }
        rse: { name: ONSITE, root: %s }
        sources:
          - { name: camera, path: %s/camera, expected: { count: 3 } }
          - { name: silent, path: %s/silent, expected: { count: 5 } }
          - { name: listed, path: %s/listed, expected: { list: "{night}.txt" } }
          - { name: free, path: %s/free }
        """
            .formatted(folder, folder, folder, folder, folder, folder));
    Journal journal = Samples.journal(LifeCycleListener.NONE);
    Samples.digested(journal, "camera", "a.fits", "20260121");
    Samples.digested(journal, "camera", "old.fits", "20260120");
    try (Sources sources = SourceDisks.sources(Wiring.ingest(Configuration.read(file).config()))) {
      AwaitedLook look = new AwaitedLook(journal, sources, clock);
      assertThat(look.of("camera")).as("nobody looked yet").isEmpty();

      look.look();

      NightTotal night = new NightTotal("20260121", 1);
      assertThat(look.of("camera")).contains(new Awaited(night, 3L, 2, null));
      assertThat(look.of("silent")).contains(new Awaited(night, 5L, 5, null));
      assertThat(look.of("listed")).map(Awaited::expected).isEmpty();
      assertThat(look.of("listed")).map(Awaited::unknown).isPresent();
      assertThat(look.of("free")).isEmpty();
    }
  }

  private static JournalRule rule(String id, String state) {
    RuleStanding standing = new RuleStanding(state, 0, 0, 0, null);
    return new JournalRule(id, new Did("lst", "R0"), "QOS=TAPE", 1, standing, Samples.NOW);
  }

  @Test
  void theJournalIsMeasuredEachTimeAndCheckedOnceADay() throws Exception {
    Files.write(folder.resolve("journal.db"), new byte[100]);
    Journal journal = Samples.journal(LifeCycleListener.NONE);
    JournalLook look = new JournalLook(registry, journal, folder, clock, new SilentListener());
    look.look();
    clock.tick(Duration.ofHours(23));
    look.look();
    assertThat(checked()).isEqualTo((double) Samples.NOW.getEpochSecond());

    clock.tick(Duration.ofHours(2));
    look.look();

    assertThat(checked()).isEqualTo((double) clock.instant().getEpochSecond());
    assertThat(registry.get("ingestd.journal.bytes").gauge().value()).isEqualTo(100);
    assertThat(registry.get("ingestd.journal.wal.bytes").gauge().value()).isZero();
  }

  private double checked() {
    return registry.get("ingestd.journal.last.check.timestamp.seconds").gauge().value();
  }
}
