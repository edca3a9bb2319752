// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.checksum.Digests;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.ReplicaEntry;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.registration.rest.Surroundings;
import org.ingestd.rse.Did;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A client before a scripted server, with a clock that ticks and chance with a seed. */
abstract class Scripted {

  static final String PASSWORD = "correct horse battery";
  static final Did DATASET = new Did("lst", "R0/Run1");

  final TickingClock clock = new TickingClock();
  final List<String> told = new CopyOnWriteArrayList<>();
  ScriptedServer server;
  RucioClient client;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedServer();
    client = client(new RucioSettings.Limits(300, 4));
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  RucioClient client(RucioSettings.Limits limits) {
    RucioSettings settings =
        new RucioSettings(
            server.url(),
            "ingest",
            "def",
            Optional.empty(),
            new RucioSettings.SignIn.UserPass("someone", () -> PASSWORD),
            limits);
    return new RucioClient(
        settings, new Surroundings(clock.wall(), clock, clock, new Random(20261122)), listener());
  }

  private CallListener listener() {
    return new CallListener() {
      @Override
      public void answered(String operation, int status, String exceptionClass, Duration took) {
        told.add(operation + " " + status + " " + exceptionClass);
      }

      @Override
      public void circuit(String state) {
        told.add("circuit " + state);
      }

      @Override
      public void signedIn(SignedIn how) {
        told.add("signed in");
      }

      @Override
      public void signInFailed(String method, boolean refused, String why) {
        told.add("sign-in " + (refused ? "refused" : "away"));
      }
    };
  }

  static ReplicaEntry entry(String name) {
    return new ReplicaEntry(
        new Did("lst", name),
        10,
        new Digests(Map.of(DigestAlgorithm.ADLER32, "00000001")),
        "file://localhost:0/data/" + name);
  }

  static List<ReplicaEntry> entries(int count) {
    return IntStream.range(0, count).mapToObj(i -> entry("f%04d".formatted(i))).toList();
  }

  static AbstractThrowableAssert<?, RucioException> refusedAs(
      Refusal refusal, ThrowingCallable call) {
    return assertThat(catchThrowableOfType(RucioException.class, call))
        .isNotNull()
        .matches(e -> e.refusal() == refusal, "is " + refusal);
  }
}
