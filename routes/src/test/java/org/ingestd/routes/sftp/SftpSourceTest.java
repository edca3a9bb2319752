// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.sftp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.routes.Given;
import org.ingestd.routes.Ingest;
import org.ingestd.routes.Installation;
import org.ingestd.routes.contract.FoundBy;
import org.ingestd.routes.disk.Offline;
import org.ingestd.routes.sftp.connect.ShownKey;
import org.ingestd.routes.steps.rucio.Named;
import org.ingestd.rse.RawPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of files that lie on another host, read over a real SSH server. */
class SftpSourceTest {

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private static Given quick(Given given) {
    return given.quiet(Duration.ofSeconds(2)).rescan(Duration.ofSeconds(1));
  }

  @TempDir Path home;

  @Test
  void bringsFilesOfAnotherHostToSafe() throws Exception {
    try (RemoteSite site = new RemoteSite(home, SftpSourceTest::quick)) {
      site.here.write("R0/run1/a.fits", "one");
      site.here.write("c.fits", "three");

      site.start();

      site.here.awaitAll(2, FileState.SAFE);
      JournalFile file = site.here.file("R0/run1/a.fits");
      assertThat(Named.did(file).name()).isEqualTo("R0/run1/a.fits");
      assertThat(Named.digests(file).get(DigestAlgorithm.MD5))
          .contains("f97c5d29941bfb1b2fdab0874906ab82");
      assertThat(file.stamp().tellsInode()).isFalse();
    }
  }

  @Test
  void takesNamesAsBytesAndNeverAsPatterns() throws Exception {
    byte[] latin = "M\u00fcller+1.fits".getBytes(ISO_8859_1);
    try (RemoteSite site = new RemoteSite(home, SftpSourceTest::quick)) {
      for (String name :
          new String[] {"[x]*?.fits", "x.fits", "back\\slash.fits", "{a,b} 'c'.fits"}) {
        site.here.write("odd*/" + name, name);
      }
      for (int i = 0; i < 10; i++) {
        site.here.write("odd*/many" + i + ".fits", "many " + i);
      }
      Files.write(RawPath.of(latin).under(site.here.data), latin);

      site.start();

      site.here.awaitAll(15, FileState.SAFE);
      assertThat(site.here.files().stream().map(file -> file.key().path()))
          .contains(RawPath.of(latin), RawPath.of("odd*/[x]*?.fits"));
    }
  }

  @Test
  void settlesWithItsMarkerAndNotBefore() throws Exception {
    try (RemoteSite site =
        new RemoteSite(
            home,
            given ->
                given.quiet(Duration.ZERO).marker("{path}.done").rescan(Duration.ofSeconds(1)))) {
      site.here.write("a.fits", "one");
      site.start();
      site.here.awaitAll(1, FileState.SIGHTED);

      site.here.write("a.fits.done", "");

      site.here.awaitAll(1, FileState.SAFE);
    }
  }

  @Test
  void tellsOfAFileThatWasRewrittenAfterItWasRegistered() throws Exception {
    try (RemoteSite site = new RemoteSite(home, SftpSourceTest::quick)) {
      site.here.write("a.fits", "one");
      site.start();
      site.here.awaitAll(1, FileState.SAFE);

      site.here.write("a.fits", "other bytes");

      site.here.awaitAll(
          1,
          file ->
              file.state() == FileState.SAFE
                  && file.retry().problem() == ProblemCode.CHANGED_AFTER_REGISTRATION);
    }
  }

  @Test
  void tellsOfAFileThatIsGoneAfterItWasRegistered() throws Exception {
    try (RemoteSite site =
        new RemoteSite(home, given -> quick(given).recheck(Duration.ofSeconds(1)))) {
      site.here.write("a.fits", "one");
      Path lost = site.here.write("b.fits", "two");
      site.start();
      site.here.awaitAll(2, FileState.SAFE);

      Files.delete(lost);

      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  site.here.file("b.fits").retry().problem()
                      == ProblemCode.LOST_AFTER_REGISTRATION);
      assertThat(site.here.file("a.fits").retry().problem()).isNull();
    }
  }

  @Test
  void aServerThatGoesAwayIsOfflineAndNothingIsLostOrGone() throws Exception {
    try (RemoteSite site =
        new RemoteSite(home, given -> quick(given).recheck(Duration.ofSeconds(1)))) {
      site.here.write("a.fits", "one");
      Ingest ingest = site.start();
      site.here.awaitAll(1, FileState.SAFE);

      site.server.stop();
      awaitProblem(ingest, ProblemCode.SOURCE_OFFLINE);
      site.here.write("b.fits", "two");
      site.server.start();

      site.here.awaitAll(2, FileState.SAFE);
      assertThat(site.here.file("a.fits").retry().problem()).isNull();
      awaitOnline(ingest);
    }
  }

  @Test
  void aServerWithAnotherKeyIsNotTalkedTo() throws Exception {
    try (RemoteSite site = new RemoteSite(home, SftpSourceTest::quick)) {
      site.here.write("a.fits", "one");
      Ingest ingest = site.start();
      site.here.awaitAll(1, FileState.SAFE);

      site.server.stop();
      site.server.newHostKey("ed25519");
      site.server.start();
      site.here.write("b.fits", "two");

      awaitProblem(ingest, ProblemCode.HOST_KEY_CHANGED);
      assertThat(site.here.files()).hasSize(1);
      assertThat(site.here.listener.offline).anyMatch(line -> line.contains("HOST_KEY_CHANGED"));
    }
  }

  @Test
  void aKeyOfAnotherTypeThanTheKnownOneIsAnotherKey() throws Exception {
    try (RemoteSite site = new RemoteSite(home, SftpSourceTest::quick)) {
      site.server.stop();
      site.server.newHostKey("ecdsa");
      site.server.start();

      awaitProblem(site.start(), ProblemCode.HOST_KEY_CHANGED);
    }
  }

  @Test
  void aServerWhoseKeyIsNotKnownIsNotTalkedTo() throws Exception {
    try (RemoteSite site = new RemoteSite(home, SftpSourceTest::quick)) {
      Files.writeString(site.knownHosts, "");
      site.here.write("a.fits", "one");

      Ingest ingest = site.start();

      awaitProblem(ingest, ProblemCode.HOST_KEY_UNKNOWN);
      assertThat(site.here.files()).isEmpty();
      String why = Installation.source(ingest).offline().map(Offline::told).orElseThrow();
      assertThat(why)
          .contains("SHA256:", "ingestd sftp trust-host")
          .contains(ShownKey.of(site.host().address()).fingerprint());
    }
  }

  @Test
  void aKeyThatIsNotLetInIsARefusedSignIn() throws Exception {
    try (RemoteSite site = new RemoteSite(home, SftpSourceTest::quick)) {
      Files.writeString(home.resolve("ssh/authorized_keys"), "");

      awaitProblem(site.start(), ProblemCode.SOURCE_SIGN_IN_FAILED);
    }
  }

  @Test
  void linksAndOtherKindsOfEntriesAreNoFiles() throws Exception {
    Path outside = Files.createDirectories(home.resolve("outside"));
    Files.writeString(outside.resolve("secret.fits"), "not ours");
    try (RemoteSite site = new RemoteSite(home, SftpSourceTest::quick)) {
      site.here.write("a.fits", "one");
      Files.createSymbolicLink(site.here.data.resolve("link.fits"), outside.resolve("secret.fits"));
      Files.createSymbolicLink(site.here.data.resolve("linked"), outside);
      Ingest ingest = site.start();

      site.here.awaitAll(1, FileState.SAFE);

      assertThat(Installation.source(ingest).ignored()).containsEntry("link", 2L);
      assertThat(Installation.source(ingest).foundBy()).contains(FoundBy.LISTINGS);
    }
  }

  private static void awaitProblem(Ingest ingest, ProblemCode problem) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(Installation.source(ingest).offline().map(Offline::problem))
                    .contains(problem));
  }

  private static void awaitOnline(Ingest ingest) throws IOException {
    await().atMost(PATIENCE).until(() -> Installation.source(ingest).online());
  }
}
