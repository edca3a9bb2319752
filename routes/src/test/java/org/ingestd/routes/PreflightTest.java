// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ingestd.routes.Given.wish;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.ingestd.journal.life.FileState;
import org.ingestd.routes.Preflight.Result;
import org.ingestd.routes.contract.SourceSettings.RuleWish;
import org.ingestd.rse.RseCheck.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of the server before the first file is registered. */
class PreflightTest {

  @TempDir Path home;

  private Stepping with(RuleWish... rules) throws IOException {
    return new Stepping(home, given -> given.rules(rules));
  }

  @Test
  void refusesAnExpressionThatNamesNoRseAndOneThatNamesTooFew() throws IOException {
    try (Stepping steps = with(wish("QOS=TAPE", 1), wish("QOS==", 1), wish("QOS=TAPE", 3))) {
      Result result = steps.preflight();

      assertThat(result)
          .isInstanceOfSatisfying(
              Result.Fatal.class,
              fatal ->
                  assertThat(fatal.findings())
                      .extracting(Finding::subject)
                      .containsExactly(
                          "sources[0].rules[1].expression", "sources[0].rules[2].expression"));
      assertThat(steps.workshop.isRucioOpen()).isFalse();
    }
  }

  @Test
  void asksAgainWhileRucioIsAwayAndHoldsTheFilesUntilTheRulesFit() throws IOException {
    try (Stepping steps = with(wish("QOS=PAPER", 1))) {
      steps.here.catalogue.beginOutage();
      assertThat(steps.preflight()).isInstanceOf(Result.Retry.class);
      steps.here.write("a.fits", "content");
      steps.sight("a.fits");
      steps.takeUpTo(FileState.SETTLED);

      steps.here.catalogue.endOutage();
      Result result = steps.preflight();
      for (int i = 0; i < 60 && result instanceof Result.Retry; i++) {
        result = steps.tick(Duration.ofSeconds(30)).preflight();
      }

      assertThat(result).isInstanceOf(Result.Fatal.class);
      assertThat(steps.workshop.isRucioOpen()).as("nothing is claimed").isFalse();
      assertThat(steps.here.file("a.fits").state()).isEqualTo(FileState.DIGESTED);
      assertThat(steps.here.file("a.fits").retry().attempts()).isZero();
    }
  }

  @Test
  void isPassedOnceAllIsFit() throws IOException {
    try (Stepping steps = with(wish("QOS=TAPE", 1), wish("QOS=DISK", 1))) {
      assertThat(steps.workshop.isRucioOpen()).isFalse();

      assertThat(steps.preflight()).isInstanceOf(Result.Ok.class);

      assertThat(steps.workshop.isRucioOpen()).isTrue();
    }
  }
}
