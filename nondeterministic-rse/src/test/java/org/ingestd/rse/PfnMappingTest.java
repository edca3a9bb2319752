// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.ingestd.rse.RseDescription.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PfnMappingTest {

  private static final Path DATA = Path.of("/data");

  private static Protocol protocol(
      String scheme, String host, int port, String prefix, String implementation) {
    return new Protocol(
        scheme,
        host,
        port,
        prefix,
        "rucio.rse.protocols." + implementation + ".Default",
        Map.of("read", 1, "write", 1));
  }

  static List<Protocol> protocols() {
    return List.of(
        protocol("file", "localhost", 0, "/data/", "posix"),
        protocol("file", "localhost", 0, "/", "posix"),
        protocol("file", "daq.example.org", 0, "data", "posix"),
        protocol("davs", "dav.example.org", 8443, "/store/lst", "webdav"),
        protocol("davs", "dav.example.org", 443, "/store/lst/", "gfal"),
        protocol("https", "dav.example.org", 0, "/", "gfal"),
        protocol("root", "xrd.example.org", 1094, "//store/", "xrootd"),
        protocol("root", "xrd.example.org", 1094, "/store", "xrootd"),
        protocol("root", "xrd.example.org", 1094, "//store", "gfal"),
        protocol("gsiftp", "grid.example.org", 2811, "/pnfs/example.org/", "gfal"),
        protocol("s3s", "s3.example.org", 443, "/bucket/raw", "gfal"),
        protocol("srm", "srm.example.org", 8443, "/pnfs/example.org/lst", "gfal"));
  }

  @ParameterizedTest
  @CsvSource({
    "file,   localhost,       0,    /data/,       posix,  file://localhost:0/data/R0/a.fits",
    "file,   localhost,       0,    data,         posix,  file://localhost:0/data/R0/a.fits",
    "davs,   dav.example.org, 8443, /store/lst,   webdav, davs://dav.example.org:8443/store/lst/R0/a.fits",
    "davs,   dav.example.org, 443,  /store//lst/, webdav, davs://dav.example.org:443/store/lst/R0/a.fits",
    "https,  dav.example.org, 0,    /,            webdav, https://dav.example.org/R0/a.fits",
    "https,  dav.example.org, 0,    '',           webdav, https://dav.example.org/R0/a.fits",
    "davs,   dav.example.org, 443,  //store/,     gfal,   davs://dav.example.org:443//store/R0/a.fits",
    "davs,   davs://dav.example.org, 443, /store, gfal,   davs://dav.example.org:443/store/R0/a.fits",
    "root,   xrd.example.org, 1094, //store/,     xrootd, root://xrd.example.org:1094//store/R0/a.fits",
    "root,   xrd.example.org, 1094, /store,       xrootd, root://xrd.example.org:1094//store/R0/a.fits",
    "root,   xrd.example.org, 1094, /store,       gfal,   root://xrd.example.org:1094/store/R0/a.fits",
    "gsiftp, g.example.org,   2811, /pnfs/x/,     gfal,   gsiftp://g.example.org:2811/pnfs/x/R0/a.fits",
    "s3s,    s3.example.org,  443,  /bucket/raw/, gfal,   s3s://s3.example.org:443/bucket/raw/R0/a.fits",
    "srm,    srm.example.org, 8443, /pnfs/x/,     gfal,   srm://srm.example.org:8443/pnfs/x/R0/a.fits",
  })
  void writesPfnsAsTheServersParsersWantThem(
      String scheme, String host, int port, String prefix, String implementation, String pfn) {
    PfnMapping mapping = new PfnMapping(protocol(scheme, host, port, prefix, implementation), DATA);

    assertThat(mapping.pfn(RawPath.of("R0/a.fits"))).isEqualTo(pfn);
    assertThat(mapping.path(pfn)).contains(RawPath.of("R0/a.fits"));
    assertThat(mapping.root()).isEqualTo(DATA);
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void everyNameComesBackFromItsPfn(Protocol protocol) {
    RandomGenerator random = Hostile.random();
    PfnMapping mapping = new PfnMapping(protocol, DATA);
    Map<String, RawPath> pathOf = new HashMap<>();

    for (int i = 0; i < 5_000; i++) {
      RawPath path = Hostile.path(random);
      String pfn = mapping.pfn(path);
      RawPath other = pathOf.putIfAbsent(pfn, path);

      assertThat(other == null || other.equals(path)).as(pfn).isTrue();
      assertThat(mapping.path(pfn)).as(pfn).contains(path);
      assertThat(pfn).matches("[A-Za-z0-9+]+://[A-Za-z0-9.:]+(/([A-Za-z0-9._~/-]|%[0-9A-F]{2})*)");
      assertThat(URI.create(pfn).getRawQuery()).isNull();
      assertThat(PfnMapping.samePlace(pfn, pfn.replace("/R", "//R"))).isTrue();
    }
  }

  @Test
  void writesEveryByteThatIsNotUnreservedAsHex() {
    PfnMapping mapping = new PfnMapping(protocols().get(0), DATA);
    RawPath path = RawPath.of("R0/\u00ff ä%41;?#~&+\n".getBytes(ISO_8859_1));

    assertThat(mapping.pfn(path))
        .isEqualTo("file://localhost:0/data/R0/%FF%20%E4%2541%3B%3F%23~%26%2B%0A");
  }

  @Test
  void aRootBelowThePrefixOfFileKeepsItsWholePath() {
    PfnMapping mapping = new PfnMapping(protocols().get(0), Path.of("/data/R0/lst1"));

    String pfn = mapping.pfn(RawPath.of("a.fits"));

    assertThat(pfn).isEqualTo("file://localhost:0/data/R0/lst1/a.fits");
    assertThat(mapping.path(pfn)).contains(RawPath.of("a.fits"));
    assertThat(mapping.path("file://localhost:0/data/R0/lst2/a.fits")).isEmpty();
    assertThat(mapping.root()).isEqualTo(Path.of("/data/R0/lst1"));
  }

  @Test
  void aRootThatThePrefixOfFileDoesNotCoverIsRefused() {
    assertThatThrownBy(() -> new PfnMapping(protocols().get(0), Path.of("/database")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rse.root /database is not below /data/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "davs://dav.example.org/store/lst/R0/a%20b",
        "DAVS://DAV.example.org:443/store//lst///R0/a%20b",
        "davs://dav.example.org:0/store/lst/R0/%61%20b",
        "davs://dav.example.org:443/store/lst/R0/a b",
        "davs://dav.example.org:443/store/lst/R0/a%20b?authz=token"
      })
  void understandsThePfnsThatRucioRebuilds(String pfn) {
    PfnMapping mapping = new PfnMapping(protocols().get(4), DATA);

    assertThat(mapping.path(pfn)).contains(RawPath.of("R0/a b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "R0/a",
        "davs://dav.example.org:443/store/lst/",
        "davs://dav.example.org:443/store/lst/a/",
        "davs://dav.example.org:443/store/lst/../a",
        "davs://dav.example.org:443/store/lst/a%2Fb",
        "davs://dav.example.org:443/store/lst/a%00",
        "davs://dav.example.org:443/store/lst2/a",
        "davs://dav.example.org:8443/store/lst/a",
        "davs://other.example.org:443/store/lst/a",
        "https://dav.example.org:443/store/lst/a"
      })
  void anotherPlaceIsNoneOfOurPaths(String pfn) {
    assertThat(new PfnMapping(protocols().get(4), DATA).path(pfn)).isEmpty();
  }

  @Test
  void understandsTheLongFormOfSrm() {
    PfnMapping mapping = new PfnMapping(protocols().get(11), DATA);

    assertThat(
            mapping.path(
                "srm://srm.example.org:8443/srm/managerv2?SFN=/pnfs/example.org/lst/R0/a%20b"))
        .contains(RawPath.of("R0/a b"));
  }

  @ParameterizedTest
  @CsvSource({
    "root://h:1094//store//sub/f, root://h//store/sub/f",
    "file://localhost:0/d/a,      file:///d/a",
    "file://localhost/d/a,        file://LOCALHOST:0//d/a",
    "davs://h:443/d/a,            davs://h/d/a",
    "davs://h/d/%c3%a4,           davs://h/d/%C3%A4",
    "davs://h/d/%7Ea,             davs://h/d/~a",
    "srm://h:8443/srm/managerv2?SFN=/d/a, srm://h/d/a",
    "davs://[::1]:443/d/a,        davs://[::1]/d/a",
  })
  void samePlaceInOtherLetters(String one, String other) {
    assertThat(PfnMapping.samePlace(one, other)).isTrue();
    assertThat(PfnMapping.samePlace(other, one)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "davs://h/d/a,       davs://h/d/A",
    "davs://h/d/a,       davs://h:8443/d/a",
    "davs://h/d/a,       https://h/d/a",
    "davs://h/d/a,       davs://g/d/a",
    "davs://h/d/a,       davs://h/d/a/",
    "davs://h/d/a%2Fb,   davs://h/d/a/b",
    "davs://h/d/a%2541,  davs://h/d/a%41",
    "file://h/d/a,       file://localhost/d/a",
    "nonsense,           davs://h/d/a",
  })
  void otherPlaces(String one, String other) {
    assertThat(PfnMapping.samePlace(one, other)).isFalse();
    assertThat(PfnMapping.samePlace(other, one)).isFalse();
  }

  @Test
  void saysWhenRucioCannotKeepAPath() {
    PfnMapping mapping = new PfnMapping(protocols().get(0), Path.of("/data/R0"));

    assertThat(mapping.whyNot(RawPath.of("a".repeat(1020)))).isEmpty();
    assertThat(mapping.whyNot(RawPath.of("a".repeat(1021))).orElseThrow())
        .contains("1025 characters", "at most 1024");
    assertThat(mapping.whyNot(RawPath.of("é".repeat(200)))).isPresent();
  }
}
