// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.ingestd.daemon.Invocation;
import org.ingestd.testbed.sshd.OpenSshServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a server that nobody knows to a source that can be listed, on a real SSH server. */
class TrustHostTest {

  @TempDir Path home;
  private OpenSshServer server;
  private Path known;
  private Path data;
  private Path config;

  @BeforeEach
  void aServer() throws Exception {
    server = OpenSshServer.start(home.resolve("ssh"));
    known = home.resolve("known_hosts");
    data = Files.createDirectories(home.resolve("data"));
    Files.writeString(data.resolve("a.fits"), "content");
    config = home.resolve("ingestd.yaml");
    Files.writeString(
        config,
        """
        state: %s
        rucio: { url: "http://127.0.0.1:9", account: ingest, auth: { username: ingest, password: pw } }
        rse: { name: ONSITE, root: %s }
        sources:
          - name: camera
            path: sftp://%s@127.0.0.1:%d%s
            key: %s
            known-hosts: %s
            rse-root: %s
            naming: { scope: lst }
            rules: [{ expression: QOS=TAPE }]
        """
            .formatted(
                home.resolve("state"),
                data,
                server.user(),
                server.port(),
                data,
                server.userKey(),
                known,
                data));
  }

  @AfterEach
  void end() throws Exception {
    server.close();
  }

  private Invocation trust(String... more) {
    Object[] words = new Object[5 + more.length - 1];
    words[0] = "--config";
    words[1] = config;
    words[2] = "sftp";
    words[3] = "trust-host";
    System.arraycopy(more, 0, words, 4, more.length);
    return Invocation.of(words);
  }

  private Invocation doctor() {
    return Invocation.of("--config", config, "doctor", "--offline");
  }

  /** As ssh-keygen says it. */
  private String fingerprint() throws IOException, InterruptedException {
    Process tool =
        new ProcessBuilder("ssh-keygen", "-l", "-f", home.resolve("ssh/host.pub").toString())
            .start();
    String said = new String(tool.getInputStream().readAllBytes(), UTF_8);
    assertThat(tool.waitFor()).isZero();
    return said.split(" ")[1];
  }

  @Test
  void showsTheFingerprintAndStoresNothingUnconfirmed() throws Exception {
    Invocation call = trust("camera");

    assertThat(call.exit()).isEqualTo(2);
    assertThat(call.out()).contains("[127.0.0.1]:" + server.port(), "ssh-ed25519", fingerprint());
    assertThat(known).doesNotExist();
    assertThat(trust("camera", "--yes").exit()).as("no terminal").isEqualTo(64);
    assertThat(known).doesNotExist();
  }

  @Test
  void storesTheKeyThatIsConfirmedForItsOwnerAlone() throws Exception {
    Invocation call = trust("127.0.0.1:" + server.port(), "--fingerprint", fingerprint());

    assertThat(call.exit()).as(call.err()).isZero();
    assertThat(Files.getPosixFilePermissions(known))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    String[] key = server.hostKey().split(" ");
    assertThat(Files.readString(known))
        .isEqualTo("[127.0.0.1]:" + server.port() + " " + key[0] + " " + key[1] + "\n");
    assertThat(trust("camera").err()).contains("already_trusted");
    assertThat(trust("camera").exit()).isZero();
  }

  @Test
  void storesNothingWhereTheServerShowsAnotherKeyThanTheConfirmedOne() {
    Invocation call = trust("camera", "--fingerprint", "SHA256:" + "A".repeat(43));

    assertThat(call.exit()).isEqualTo(65);
    assertThat(known).doesNotExist();
  }

  @Test
  void replacesAnotherKeyOnlyWhenAskedAndKeepsTheOtherLines() throws Exception {
    assertThat(trust("camera", "--fingerprint", fingerprint()).exit()).isZero();
    String before = "camera9.example.org ssh-ed25519 " + server.hostKey().split(" ")[1] + "\n";
    Files.writeString(known, before + Files.readString(known));
    server.stop();
    server.newHostKey("ed25519");
    server.start();

    assertThat(trust("camera", "--fingerprint", fingerprint()).exit()).isEqualTo(65);
    assertThat(doctor().out()).contains("HOST_KEY_CHANGED");
    assertThat(trust("camera", "--fingerprint", fingerprint(), "--replace").exit()).isZero();

    assertThat(Files.readString(known)).startsWith(before);
    assertThat(Files.readAllLines(known)).hasSize(2);
    assertThat(doctor().exit()).isZero();
  }

  @Test
  void saysWhichHostsThereAreNone() {
    assertThat(trust("camera2").exit()).isEqualTo(64);
  }

  @Test
  void saysThatTheServerIsAway() throws Exception {
    server.stop();

    assertThat(trust("camera").exit()).isEqualTo(69);
    assertThat(doctor().exit()).isEqualTo(69);
  }

  @Test
  void doctorConnectsListsAndWritesNothing() throws Exception {
    Invocation unknown = doctor();
    assertThat(unknown.exit()).isEqualTo(69);
    assertThat(unknown.out()).contains("HOST_KEY_UNKNOWN", "trust-host", fingerprint());

    assertThat(trust("camera", "--fingerprint", fingerprint()).exit()).isZero();
    Invocation call = doctor();

    assertThat(call.exit()).as(call.out()).isZero();
    assertThat(call.out()).contains("can be listed, 1 names", fingerprint());
    assertThat(home.resolve("state")).doesNotExist();
  }

  @Test
  void doctorTellsOfNamesThatNoFileCanHaveAndOfADirectoryThatIsNotThere() throws Exception {
    assertThat(trust("camera", "--fingerprint", fingerprint()).exit()).isZero();
    Path odd = Files.writeString(data.resolve("line\nbreak.fits"), "content");

    Invocation refused = doctor();

    assertThat(refused.exit()).isZero();
    assertThat(refused.out()).contains("1 of its names no file can have; they are passed over");

    Files.delete(odd);
    Files.delete(data.resolve("a.fits"));
    Files.delete(data);
    Invocation gone = doctor();

    assertThat(gone.exit()).isEqualTo(69);
    assertThat(gone.out()).contains("fail  source camera", "SOURCE_OFFLINE");
  }

  @Test
  void doctorTellsARefusedSignIn() throws Exception {
    assertThat(trust("camera", "--fingerprint", fingerprint()).exit()).isZero();
    Files.writeString(home.resolve("ssh/authorized_keys"), "");

    Invocation call = doctor();

    assertThat(call.exit()).isEqualTo(77);
    assertThat(call.out()).contains("SOURCE_SIGN_IN_FAILED");
  }

  private Invocation explain(String below, String... more) {
    Object[] words = new Object[4 + more.length];
    words[0] = "--config";
    words[1] = config;
    words[2] = "explain";
    words[3] = "sftp://" + server.user() + "@127.0.0.1:" + server.port() + data + "/" + below;
    System.arraycopy(more, 0, words, 4, more.length);
    return Invocation.of(words);
  }

  @Test
  void explainsAFileWhoseHostIsAwayAsIfItWereWrittenNow() throws Exception {
    server.stop();

    Invocation explained = explain("night/b.fits");

    assertThat(explained.exit()).as(explained.out() + explained.err()).isZero();
    assertThat(explained.out())
        .contains("lst:night/b.fits", "camera", "explained as if it were written at this moment");
  }

  @Test
  void simulateSaysWhomItAsks() throws Exception {
    assertThat(trust("camera", "--fingerprint", fingerprint()).exit()).isZero();

    Invocation simulated = Invocation.of("--config", config, "simulate");

    assertThat(simulated.exit()).as(simulated.out()).isZero();
    assertThat(simulated.err()).contains("asking sftp://");
    assertThat(simulated.out()).contains("camera: 1 files");
  }

  @Test
  void explainAndSimulateLookIntoFilesThereAndAtWhatLiesBesideThem() throws Exception {
    assertThat(trust("camera", "--fingerprint", fingerprint()).exit()).isZero();
    Files.writeString(
        config,
        Files.readString(config)
            .replace(
                "naming: { scope: lst }",
                "naming: { scope: lst }\n    metadata: { sidecar: '{path}.json', fits: [TELESCOP] }"));
    Files.copy(
        Path.of("..", "test-data", "astropy", "chandra_time.fits"), data.resolve("good.fits"));
    Files.writeString(data.resolve("good.fits.json"), "{\"metadata\":{\"run\":17}}");
    Files.writeString(data.resolve("short.fits"), "content");
    Files.writeString(data.resolve("short.fits.json"), "{\"size\":8}");

    Invocation good = explain("good.fits");
    Invocation lie = explain("short.fits");
    Invocation alone = explain("a.fits");
    Invocation gone = explain("nothing.fits");
    Invocation simulated = Invocation.of("--config", config, "simulate", "--json");

    assertThat(good.exit()).as(good.out() + good.err()).isZero();
    assertThat(good.err()).contains("asking sftp://");
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
