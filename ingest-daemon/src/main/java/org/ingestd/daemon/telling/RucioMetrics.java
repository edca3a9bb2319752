// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.telling;

import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.routes.contract.SilentListener;

/** Counts what passes between us and Rucio: every call is one of the requests. Thread-safe. */
final class RucioMetrics extends SilentListener {

  private final Meters meters;
  private final Clock clock;

  RucioMetrics(Meters meters, Clock clock) {
    this.meters = meters;
    this.clock = clock;
    circuit("closed");
  }

  @Override
  public void answered(String operation, int status, String exceptionClass, Duration took) {
    Tags tags =
        Tags.of(
            "operation", operation, "code", Integer.toString(status), "exception", exceptionClass);
    meters
        .counter("ingestd.rucio.requests", "Calls to Rucio; code 0 is no answer", tags)
        .increment();
    meters
        .histogram(
            "ingestd.rucio.request.duration",
            "How long calls to Rucio took",
            Tags.of("operation", operation),
            Duration.ofMillis(5),
            Duration.ofMinutes(2))
        .record(took);
  }

  @Override
  public void circuit(String state) {
    for (String each : List.of("closed", "open", "half_open")) {
      meters.level(
          "ingestd.rucio.circuit.state",
          "1 for the state that the circuit to Rucio is in",
          Tags.of("state", each),
          each.equals(state) ? 1 : 0);
    }
  }

  @Override
  public void signedIn(SignedIn how) {
    Tags tags = Tags.of("method", how.method());
    meters.timestamp(
        "ingestd.auth.token.expiry.timestamp.seconds",
        "When our token ends",
        tags,
        how.tokenEnds());
    meters.level(
        "ingestd.auth.token.life.seconds",
        "How long our token was good for when we got it",
        tags,
        Math.max(0, Duration.between(clock.instant(), how.tokenEnds()).toSeconds()));
    how.credentialEnds()
        .ifPresent(
            end ->
                meters.timestamp(
                    "ingestd.auth.credential.expiry.timestamp.seconds",
                    "When the certificate or proxy ends that we sign in with",
                    tags,
                    end));
    renewal(how.method(), "ok");
  }

  @Override
  public void signInFailed(String method, boolean refused, String why) {
    renewal(method, refused ? "refused" : "away");
  }

  private void renewal(String method, String result) {
    meters
        .counter(
            "ingestd.auth.renewals",
            "Sign-ins; refused: somebody must act, away: it heals by itself",
            Tags.of("method", method, "result", result))
        .increment();
  }

  @Override
  public void metadataRefused(int files, ProblemCode problem, String detail) {
    meters
        .counter(
            "ingestd.metadata.refusals",
            "Files whose metadata Rucio did not take, each time",
            Tags.of("reason", Meters.word(problem)))
        .increment(files);
  }
}
