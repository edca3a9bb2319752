// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SignInTest {

  @TempDir Path home;

  /** A clock that the test moves. */
  private static final class SettableClock extends Clock {
    private Instant now = Instant.parse("2026-11-22T10:08:16Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private EmbeddedCatalogue start(Clock clock) {
    return EmbeddedCatalogue.start(home, home, CatalogueSettings.DEFAULT.withClock(clock));
  }

  @Test
  void givesTokensForAnHourInRuciosDateForm() throws Exception {
    SettableClock clock = new SettableClock();
    try (EmbeddedCatalogue catalogue = start(clock)) {
      Rest rest = new Rest(catalogue);

      Rest.Answer answer =
          rest.raw(
              "GET",
              "/auth/userpass",
              "",
              "X-Rucio-Account",
              "clerk",
              "X-Rucio-Username",
              "clerk",
              "X-Rucio-Password",
              "pw");

      assertThat(answer.response().headers().firstValue("X-Rucio-Auth-Token-Expires"))
          .contains("Sun, 22 Nov 2026 11:08:16 UTC");
      assertThat(rest.get("/accounts/clerk").status()).isEqualTo(200);
      clock.now = clock.now.plus(Duration.ofMinutes(61));
      assertThat(rest.get("/accounts/clerk").outcome()).isEqualTo("401 CannotAuthenticate");
    }
  }

  @Test
  void refusesInTheClassesOfTheServer() throws Exception {
    try (EmbeddedCatalogue catalogue = start(Clock.systemUTC())) {
      catalogue.admin().addUser("both", "pw", List.of("clerk", "ingest"));
      Rest rest = new Rest(catalogue);
      String[] nobody = {"X-Rucio-Username", "nobody", "X-Rucio-Password", "x"};
      String[] wrong = {
        "X-Rucio-Account", "clerk", "X-Rucio-Username", "clerk", "X-Rucio-Password", "x"
      };
      String[] several = {"X-Rucio-Username", "both", "X-Rucio-Password", "pw"};

      assertThat(rest.raw("GET", "/auth/userpass", "", nobody).outcome())
          .isEqualTo("401 IdentityError");
      assertThat(rest.raw("GET", "/auth/userpass", "", wrong).outcome())
          .isEqualTo("401 CannotAuthenticate");
      Rest.Answer choice = rest.raw("GET", "/auth/userpass", "", several);
      assertThat(choice.status()).isEqualTo(206);
      assertThat(choice.response().headers().firstValue("X-Rucio-Auth-Accounts"))
          .contains("clerk,ingest");
    }
  }
}
