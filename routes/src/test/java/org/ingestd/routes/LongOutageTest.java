// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ingestd.journal.life.FileState.DIGESTED;
import static org.ingestd.journal.life.FileState.PROTECTED;
import static org.ingestd.journal.life.FileState.QUARANTINED;
import static org.ingestd.journal.life.FileState.REGISTERED;
import static org.ingestd.journal.life.FileState.SAFE;
import static org.ingestd.journal.life.FileState.SETTLED;
import static org.ingestd.journal.life.FileState.SIGHTED;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.ingestd.journal.Claim;
import org.ingestd.journal.Claim.SizeClass;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.Lane;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.steps.rucio.Named;
import org.ingestd.rse.Did;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rucio away for seconds, an hour, three days: on a clock that the test moves. */
class LongOutageTest {

  private static final int BEFORE = 60;

  /** One call with its repeats fails before there are enough failures to open the circuit. */
  private static final int MOST_ATTEMPTS = 2;

  private static final Set<FileState> NEED_RUCIO = Set.of(DIGESTED, REGISTERED, PROTECTED, SAFE);

  @TempDir Path home;
  private Stepping steps;
  private int files;

  @BeforeEach
  void start() throws IOException, RucioException {
    steps = new Stepping(home);
    assertThat(steps.preflight()).isInstanceOf(Preflight.Result.Ok.class);
    steps.here.catalogue.daemons().pause();
  }

  @AfterEach
  void stop() {
    steps.close();
  }

  private String write() throws IOException {
    String path = "f%04d.fits".formatted(files++);
    steps.here.write(path, "content of " + path);
    steps.sight(path);
    return path;
  }

  /** What the routes do: nothing that needs Rucio is claimed while it is away. */
  private void turn() {
    for (FileState state : List.of(SIGHTED, SETTLED, DIGESTED, REGISTERED, PROTECTED, SAFE)) {
      if (!NEED_RUCIO.contains(state) || steps.workshop.isRucioOpen()) {
        steps.take(state);
      }
    }
  }

  @ParameterizedTest(name = "{0} away, a look every {1}")
  @CsvSource({"PT35S, PT1S", "PT1H, PT1M", "PT72H, PT20M"})
  void spendsNoAttemptQuarantinesNothingAndEndsByItself(Duration length, Duration look)
      throws IOException, RucioException {
    for (int i = 0; i < BEFORE; i++) {
      write();
      if (i % 3 == 0) {
        turn();
      }
    }
    steps.here.catalogue.beginOutage();
    for (Duration past = Duration.ZERO; past.compareTo(length) < 0; past = past.plus(look)) {
      write();
      steps.tick(look);
      turn();
    }

    CircuitBreaker circuit = steps.here.rucio.circuitBreakers().circuitBreaker("rucio");
    assertThat(circuit.getState()).isNotEqualTo(CircuitBreaker.State.CLOSED);
    for (JournalFile file : steps.here.files()) {
      assertThat(file.state()).isNotIn(QUARANTINED, SIGHTED, SETTLED);
      boolean wasThere = file.key().path().text().compareTo("f%04d".formatted(BEFORE + 2)) < 0;
      assertThat(file.retry().attempts()).as(file + "").isBetween(0, wasThere ? MOST_ATTEMPTS : 0);
    }

    String live = write();
    steps.take(SIGHTED);
    steps.take(SETTLED);
    steps.here.catalogue.endOutage();
    steps.tick(Duration.ofSeconds(10));
    assertThat(steps.workshop.isRucioOpen()).isTrue();
    assertThat(first()).isEqualTo(live);
    drains();
  }

  /** The file that the register step would take first. */
  private String first() {
    Claim one = new Claim(DIGESTED, Lane.LIVE, SizeClass.ANY, steps.clock.instant(), 1);
    return steps.here.journal().claim(one, Set.of()).get(0).key().path().text();
  }

  private void drains() throws RucioException {
    for (int i = 0; i < 20 && !allSafe(); i++) {
      turn();
      steps.here.catalogue.quiesce();
      steps.tick(Duration.ofMinutes(6));
    }
    assertThat(steps.here.files())
        .hasSize(files)
        .allSatisfy(
            file -> {
              assertThat(file.state()).as(file + "").isEqualTo(SAFE);
              assertThat(file.retry().problem()).isNull();
              assertThat(file.standing().generation()).isEqualTo(1);
            });
    for (Did dataset : steps.here.files().stream().map(Named::dataset).distinct().toList()) {
      assertThat(steps.here.rucio.rules(dataset)).hasSize(2);
    }
  }

  private boolean allSafe() {
    return steps.here.files().stream().allMatch(file -> file.state() == SAFE);
  }
}
