// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ingestd.rse.RseCheck.Finding;
import org.ingestd.rse.RseDescription.Protocol;
import org.junit.jupiter.api.Test;

class RseCheckTest {

  private static final Path DATA = Path.of("/data");
  private static final Optional<String> BEST = Optional.empty();

  private static final Protocol FILE =
      protocol("file", "localhost", 0, "/data/", Map.of("read", 1, "write", 2));
  private static final Protocol DAVS =
      protocol("davs", "dav.example.org", 443, "/store", Map.of("read", 2, "write", 1));
  private static final Protocol ROOT =
      protocol("root", "xrd.example.org", 1094, "//store", Map.of("read", 1));

  private static Protocol protocol(
      String scheme, String host, int port, String prefix, Map<String, Integer> wan) {
    return new Protocol(scheme, host, port, prefix, "rucio.rse.protocols.posix.Default", wan);
  }

  private static RseDescription onsite(Protocol... protocols) {
    return new RseDescription("ONSITE", false, false, true, List.of(protocols));
  }

  private static Finding finding(
      String subject, RseDescription rse, Path root, Optional<String> scheme) {
    return RseCheck.check(rse, root, scheme).stream()
        .filter(finding -> finding.subject().equals(subject))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aGoodRsePassesEveryCheck() {
    assertThat(RseCheck.check(onsite(FILE, DAVS, ROOT), DATA, Optional.of("file")))
        .allMatch(Finding::ok)
        .noneMatch(Finding::isFatal)
        .extracting(Finding::subject)
        .containsExactly("non-deterministic", "not volatile", "writable", "protocol", "prefix");
  }

  @Test
  void aDeterministicRseIsRefusedWithTheReason() {
    RseDescription rse = new RseDescription("DISK-A", true, false, true, List.of(FILE));

    Finding finding = finding("non-deterministic", rse, DATA, BEST);

    assertThat(finding.isFatal()).isTrue();
    assertThat(finding.message()).contains("DISK-A is deterministic", "rse.name");
  }

  @Test
  void aVolatileRseIsRefused() {
    RseDescription rse = new RseDescription("CACHE", false, true, true, List.of(FILE));

    assertThat(finding("not volatile", rse, DATA, BEST).isFatal()).isTrue();
  }

  @Test
  void anRseClosedForWritingMayHeal() {
    RseDescription rse = new RseDescription("READONLY", false, false, false, List.of(FILE));

    Finding finding = finding("writable", rse, DATA, BEST);

    assertThat(finding.ok()).isFalse();
    assertThat(finding.isFatal()).isFalse();
    assertThat(finding.message()).contains("availability_write");
  }

  @Test
  void takesTheBestProtocolThatWritesUnlessOneIsWanted() {
    RseDescription rse = onsite(FILE, ROOT, DAVS);

    assertThat(RseCheck.protocol(rse, BEST)).contains(DAVS);
    assertThat(RseCheck.protocol(rse, Optional.of("FILE"))).contains(FILE);
    assertThat(RseCheck.protocol(rse, Optional.of("root"))).isEmpty();
  }

  @Test
  void ofTwoWithOneSchemeTakesTheOneThatTheServerParsesWith() {
    Protocol first = protocol("davs", "a.example.org", 443, "/a", Map.of("write", 3));
    Protocol zero = protocol("davs", "b.example.org", 443, "/b", Map.of("write", 0));

    assertThat(RseCheck.protocol(onsite(first, zero), Optional.of("davs"))).contains(zero);
  }

  @Test
  void aMissingProtocolIsToldWithWhatThereIs() {
    Finding finding = finding("protocol", onsite(FILE, ROOT), DATA, Optional.of("davs"));

    assertThat(finding.isFatal()).isTrue();
    assertThat(finding.message())
        .contains("no protocol davs", "file (writes), root (does not write)", "rse.scheme");
    assertThat(finding("prefix", onsite(FILE, ROOT), DATA, Optional.of("davs")).ok()).isFalse();
    assertThat(finding("protocol", onsite(), DATA, BEST).message()).contains("no protocol at all");
  }

  @Test
  void aRootOutsideThePrefixOfFileIsRefused() {
    Optional<String> file = Optional.of("file");

    assertThat(finding("prefix", onsite(FILE), Path.of("/database"), file).message())
        .contains("rse.root /database is not below /data/");
    assertThat(finding("prefix", onsite(FILE), Path.of("/"), file).isFatal()).isTrue();
    assertThat(finding("prefix", onsite(FILE), Path.of("/data/x/../R0"), file).ok()).isTrue();
    assertThat(finding("prefix", onsite(FILE), Path.of("/data/../etc"), file).ok()).isFalse();
  }

  @Test
  void whatCannotBeProvenIsToldSo() {
    Finding finding = finding("prefix", onsite(DAVS), DATA, BEST);

    assertThat(finding.ok()).isTrue();
    assertThat(finding.message())
        .contains("/data", "davs://dav.example.org:443/store", "nothing on this host can prove");
  }

  @Test
  void aPrefixThatNoPfnCanHaveIsRefused() {
    Protocol query = protocol("davs", "h", 443, "/store?x=/", Map.of("write", 1));
    Protocol climbing = protocol("davs", "h", 443, "/store/../x", Map.of("write", 1));
    Protocol loose =
        new Protocol(
            "davs", "h", 443, "store", "rucio.rse.protocols.gfal.Default", Map.of("write", 1));

    for (Protocol wrong : List.of(query, climbing, loose)) {
      assertThat(finding("prefix", onsite(wrong), DATA, BEST).isFatal()).isTrue();
    }
  }
}
