// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import static org.ingestd.journal.Claim.SizeClass.LARGE;
import static org.ingestd.journal.Claim.SizeClass.SMALL;
import static org.ingestd.journal.life.FileState.DIGESTED;
import static org.ingestd.journal.life.FileState.PROTECTED;
import static org.ingestd.journal.life.FileState.QUARANTINED;
import static org.ingestd.journal.life.FileState.REGISTERED;
import static org.ingestd.journal.life.FileState.SAFE;
import static org.ingestd.journal.life.FileState.SETTLED;
import static org.ingestd.journal.life.FileState.SIGHTED;
import static org.ingestd.routes.claim.JournalUri.files;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.routes.claim.JournalUri;
import org.ingestd.routes.steps.Step;

/**
 * The way of a file from SIGHTED to SAFE, and the look back: one route a step, each fed by the
 * journal.
 */
final class StepRoutes extends RouteBuilder {

  /** Name of the gate in Camel's registry that is closed while Rucio is away. */
  static final String RUCIO = "rucioOpen";

  /** Closed until the shortest quiet time has passed since the start: before it nothing settles. */
  static final String QUIET = "quietOpen";

  /** Nothing is urgent there, and files that come due together are asked for together. */
  private static final Duration SAFE_EVERY = Duration.ofSeconds(20);

  private static final long GIB = 1L << 30;

  private final Workshop workshop;

  StepRoutes(Workshop workshop) {
    this.workshop = workshop;
  }

  @Override
  public void configure() {
    step(
        "settle",
        files(SIGHTED).batch(1000).sideBySide(2).oneForLive().whileOpen(QUIET),
        workshop.settle());

    Step digest = workshop.digest();
    step(
        "digest",
        files(SETTLED).of(SMALL).batch(500).maxBytes(GIB).sideBySide(2).oneForLive(),
        digest);
    step("digest-large", files(SETTLED).of(LARGE).batch(1), digest);

    step(
        "register",
        files(DIGESTED).batch(workshop.wave()).sideBySide(2).oneForLive().whileOpen(RUCIO),
        workshop.register());
    step("protect", files(REGISTERED).batch(5000).whileOpen(RUCIO), workshop.protect());
    step("custody", files(PROTECTED).batch(5000).whileOpen(RUCIO), workshop.custody());
    step(
        "still-safe",
        files(SAFE).batch(5000).every(SAFE_EVERY).whileOpen(RUCIO),
        workshop.stillSafe());
    // Only what a person asked for is ever due there.
    step("read-again", files(QUARANTINED).batch(10), workshop.readAgain());
  }

  private void step(String name, JournalUri from, Step step) {
    from(from.uri())
        .routeId(name)
        .routeConfigurationId(ProblemRoutes.POSTPONE)
        .process(taking(name, step));
  }

  private Processor taking(String name, Step step) {
    return exchange -> {
      @SuppressWarnings("unchecked")
      List<JournalFile> batch = exchange.getMessage().getBody(List.class);
      Instant begin = workshop.bench().passed();
      step.take(batch);
      Duration took = Duration.between(begin, workshop.bench().passed());
      workshop.bench().listener().stepped(name, batch.size(), took);
    };
  }
}
