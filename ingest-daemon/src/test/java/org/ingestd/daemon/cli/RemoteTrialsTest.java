// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.ingestd.daemon.Documents;
import org.ingestd.daemon.Invocation;
import org.ingestd.daemon.SiteWithSshServer;
import org.junit.jupiter.api.Test;

/** {@code explain} and {@code simulate} where the files lie on another host, a real SSH server. */
final class RemoteTrialsTest extends SiteWithSshServer {

  private static final Instant WRITTEN = Instant.parse("2026-01-21T22:00:00Z");

  private Invocation explain(String below) {
    String place = "sftp://" + server.user() + "@127.0.0.1:" + server.port() + data;
    return Invocation.of("--config", config, "explain", place + "/" + below);
  }

  private Invocation simulate(String... options) {
    Object[] words = new Object[3 + options.length];
    words[0] = "--config";
    words[1] = config;
    words[2] = "simulate";
    System.arraycopy(options, 0, words, 3, options.length);
    return Invocation.of(words);
  }

  private void assertByNameAlone(Invocation explained, String why) {
    assertThat(explained.exit()).as(explained.out() + explained.err()).isZero();
    assertThat(explained.out())
        .contains("lst:a.fits", "camera", "explained by its name alone", why)
        .doesNotContain("bytes", "Exception@");
  }

  @Test
  void explainsByTheNameAloneWhereTheHostCannotBeAsked() throws Exception {
    assertByNameAlone(explain("a.fits"), "HOST_KEY_UNKNOWN: ");
    trusted();
    Files.writeString(home.resolve("ssh/authorized_keys"), "");
    assertByNameAlone(explain("a.fits"), "SOURCE_SIGN_IN_FAILED: ");
    server.stop();
    assertByNameAlone(explain("a.fits"), "does not answer");
    server.newHostKey("ed25519");
    server.start();
    assertByNameAlone(explain("a.fits"), "HOST_KEY_CHANGED: ");
  }

  @Test
  void saysThatItAsksAnotherHostHoweverTheFileIsNamed() throws Exception {
    trusted();

    Invocation byAddress = explain("a.fits");
    Invocation byPath = Invocation.of("--config", config, "explain", data.resolve("a.fits"));

    assertThat(byAddress.err()).contains("asking sftp://").contains("for a.fits");
    assertThat(byPath.err()).isEqualTo(byAddress.err());
    assertThat(byPath.out()).isEqualTo(byAddress.out());
  }

  @Test
  void asksForSizeTimeAndMarker() throws Exception {
    trusted();
    source("complete: { marker: '{path}.done' }\n");
    Files.setLastModifiedTime(data.resolve("a.fits"), FileTime.from(WRITTEN));

    Invocation waits = explain("a.fits");
    Files.createFile(data.resolve("a.fits.done"));
    Invocation marked = explain("a.fits");

    assertThat(waits.exit()).isEqualTo(65);
    assertThat(waits.out())
        .contains("7 bytes, readable, last written 2026-01-21T22:00:00Z")
        .contains("NO  marker", "not there, so the file waits: a.fits.done");
    assertThat(marked.exit()).as(marked.out()).isZero();
    assertThat(marked.out()).contains("ok  marker", "there: a.fits.done");
  }

  @Test
  void explainTellsOfAFileThatMayNotBeRead() throws Exception {
    trusted();
    Files.setPosixFilePermissions(
        data.resolve("a.fits"), PosixFilePermissions.fromString("---------"));

    Invocation explained = explain("a.fits");

    assertThat(explained.exit()).isEqualTo(65);
    assertThat(explained.out()).contains("NO  file", "7 bytes, but not readable by us");
  }

  @Test
  void simulateSaysWhomItAsks() throws Exception {
    trusted();

    Invocation simulated = simulate();

    assertThat(simulated.exit()).as(simulated.out()).isZero();
    assertThat(simulated.err()).contains("asking sftp://");
    assertThat(simulated.out()).contains("camera: 1 files");
  }

  private void assertNotSimulated(int exit, String why) {
    Invocation simulated = simulate();

    assertThat(simulated.exit()).as(simulated.err()).isEqualTo(exit);
    assertThat(simulated.err())
        .contains("Source camera cannot be asked: ", why)
        .doesNotContain("SourceAway");
    assertThat(simulated.out()).isEmpty();
  }

  @Test
  void simulateTellsWhyAHostCannotBeAsked() throws Exception {
    assertNotSimulated(69, "`ingestd sftp trust-host SOURCE`");
    trusted();
    Files.writeString(home.resolve("ssh/authorized_keys"), "");
    assertNotSimulated(77, "SOURCE_SIGN_IN_FAILED: ");
    server.stop();
    assertNotSimulated(69, "does not answer");
  }

  @Test
  void looksIntoFilesThereAndAtWhatLiesBesideThem() throws Exception {
    trusted();
    source("metadata: { sidecar: '{path}.json', fits: [TELESCOP] }\n");
    Path chandra = Documents.TOP.resolve("test-data/astropy/chandra_time.fits");
    Files.copy(chandra, data.resolve("good.fits"));
    Files.writeString(data.resolve("good.fits.json"), "{\"metadata\":{\"run\":17}}");
    Files.writeString(data.resolve("short.fits"), "content");
    Files.writeString(data.resolve("short.fits.json"), "{\"size\":8}");

    Invocation good = explain("good.fits");
    Invocation lie = explain("short.fits");
    Invocation alone = explain("a.fits");
    Invocation gone = explain("nothing.fits");
    Invocation simulated = simulate("--json");

    assertThat(good.exit()).as(good.out() + good.err()).isZero();
    assertThat(good.out()).contains("fits_TELESCOP = CHANDRA", "run = 17", "bytes, readable");
    assertThat(lie.exit()).isEqualTo(65);
    assertThat(lie.out()).contains("short.fits.json says 8, the file has 7");
    assertThat(alone.out()).contains("Not there: a.fits.json");
    assertThat(gone.out()).contains("not there now");
    assertThat(simulated.exit()).isEqualTo(2);
    assertThat(simulated.out())
        .contains("\"files\":3", "\"SIDECAR_AWAITED\":1", "\"SIDECAR_MISMATCH\":1");
  }
}
