// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.ingestd.testbed.catalogue.wire.RucioError;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real server resolved these expressions to, on the same RSEs. */
final class RseExpressionTest {

  private final Site site = new Site(Path.of("/home"), Path.of("/onsite"));

  @ParameterizedTest
  @CsvSource({
    "QOS=TAPE, TAPE-A",
    "TAPE-A=true, TAPE-A",
    "OFFSITE=True\\TAPE-A, DISK-A DISK-B",
    "QOS=TAPE&OFFSITE=true, TAPE-A",
    "QOS=TAPE|QOS=DISK, DISK-A DISK-B TAPE-A",
    "(QOS=TAPE|QOS=DISK)\\DISK-A, DISK-B TAPE-A",
    "TAPE-A\\DISK-A|DISK-B, DISK-B TAPE-A",
    "TAPE-A|DISK-B&QOS=DISK, DISK-B",
    "TAPE-A|(DISK-B&QOS=DISK), DISK-B TAPE-A",
    "((TAPE-A)), TAPE-A",
    "availability_write=False, READONLY",
    "deterministic=True, DETERMINISTIC DISK-A DISK-B TAPE-A",
    "*\\rse_type=DISK|ONSITE, ONSITE"
  })
  void resolvesFromLeftToRight(String expression, String expected) {
    assertThat(RseExpression.resolve(expression, site.all()))
        .extracting(Rse::name)
        .containsExactlyInAnyOrder(expected.split(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nosuch",
        "tape-a",
        "NO=KEY",
        "OFFSITE=1",
        "QOS>TAPE",
        "QOS==TAPE",
        "(TAPE-A",
        "DISK-A)(",
        "()",
        "TAPE-A|",
        " TAPE-A",
        "TAPE-A | DISK-A",
        "TAPE*",
        "TAPE-A\\TAPE-A"
      })
  void refusesBadSyntaxAndEmptyResultsAlike(String expression) {
    assertThatThrownBy(() -> RseExpression.resolve(expression, site.all()))
        .isInstanceOfSatisfying(
            RucioError.class,
            error -> assertThat(error.exceptionClass()).isEqualTo("InvalidRSEExpression"));
  }
}
