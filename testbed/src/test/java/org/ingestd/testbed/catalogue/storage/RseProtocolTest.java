// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.ingestd.testbed.catalogue.storage.RseProtocol.Endpoint;
import org.ingestd.testbed.catalogue.wire.RucioError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paths that real servers stored and PFNs that they gave back. */
final class RseProtocolTest {

  private static final RseProtocol FILE =
      new RseProtocol(new Endpoint("file", "localhost", 0, "/data"), "posix", 1, false, true);
  private static final RseProtocol DAVS =
      new RseProtocol(
          new Endpoint("davs", "dav.example.org", 443, "/data"), "gfal", 1, false, false);
  private static final RseProtocol ROOT =
      new RseProtocol(
          new Endpoint("root", "xrootd.example.org", 1094, "//data"), "xrootd", 1, false, false);

  private static RseProtocol protocol(String pfn) {
    return pfn.startsWith("file") ? FILE : pfn.startsWith("davs") ? DAVS : ROOT;
  }

  @ParameterizedTest
  @CsvSource({
    "file://localhost:0/data/a/b, /a/b, file://localhost/data/a/b",
    "file://anything/data//a///b, /a/b, file://localhost/data/a/b",
    "file:///data/a?x=1#y, /a, file://localhost/data/a",
    "davs://dav.example.org/data/a, /a, davs://dav.example.org:443/data/a",
    "davs://dav.example.org:443/dataX/y, /X/y, davs://dav.example.org:443/data/X/y",
    "davs://dav.example.org/data/%20/../x, /%20/../x, davs://dav.example.org:443/data/%20/../x",
    "root://xrootd.example.org:1094//data/a/y, /a/y, root://xrootd.example.org:1094//data//a/y"
  })
  void storesThePathAndGivesThePfnBack(String pfn, String path, String again) {
    assertThat(protocol(pfn).path(pfn)).isEqualTo(path);
    assertThat(protocol(pfn).pfn(path)).isEqualTo(again);
  }

  @ParameterizedTest
  @CsvSource({
    "file://localhost:7/data/a",
    "file://localhost/dataX/a",
    "file://localhost/elsewhere",
    "davs://other.example.org/data/a",
    "davs://dav.example.org:444/data/a",
    "davs://dav.example.org//data/a",
    "root://xrootd.example.org/data/a"
  })
  void refusesWhatDoesNotFit(String pfn) {
    assertThatThrownBy(() -> protocol(pfn).path(pfn))
        .isInstanceOfSatisfying(
            RucioError.class,
            error -> assertThat(error.exceptionClass()).isEqualTo("RSEFileNameNotSupported"));
  }

  @Test
  void takesPercentEscapesForBytesOfNames() {
    assertThat(LocalFiles.path("/data/100%/a%20b c")).isEqualTo(Path.of("/data/100%/a b c"));
    assertThat(LocalFiles.path("/data/%FF").toUri().getRawPath()).isEqualTo("/data/%FF");
  }
}
