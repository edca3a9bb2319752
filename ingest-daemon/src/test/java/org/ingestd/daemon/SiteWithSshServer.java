// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ingestd.testbed.sshd.OpenSshServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A configuration whose one source lies on a real SSH server that nobody knows yet. There, root has
 * no rights to files but those that their modes give.
 */
public abstract class SiteWithSshServer {

  private static final String WITHOUT_RIGHTS_OF_ROOT =
      "ForceCommand setpriv --bounding-set=-dac_override,-dac_read_search"
          + " /usr/lib/openssh/sftp-server";

  @TempDir protected Path home;
  protected OpenSshServer server;
  protected Path known;

  /** The source's directory. */
  protected Path data;

  protected Path config;

  @BeforeEach
  protected final void aServer() throws Exception {
    boolean root = System.getProperty("user.name").equals("root");
    server = OpenSshServer.start(home.resolve("ssh"), root ? WITHOUT_RIGHTS_OF_ROOT : "");
    known = home.resolve("known_hosts");
    data = Files.createDirectories(home.resolve("data"));
    Files.writeString(data.resolve("a.fits"), "content");
    config = home.resolve("ingestd.yaml");
    source("");
  }

  /**
   * Writes the configuration.
   *
   * @param keys of the source beside those that it needs
   */
  protected final void source(String keys) throws IOException {
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
                    data)
            + keys.indent(4));
  }

  @AfterEach
  protected final void end() {
    server.close();
  }

  protected final Invocation trust(String... more) {
    Object[] words = new Object[4 + more.length];
    words[0] = "--config";
    words[1] = config;
    words[2] = "sftp";
    words[3] = "trust-host";
    System.arraycopy(more, 0, words, 4, more.length);
    return Invocation.of(words);
  }

  protected final void trusted() throws Exception {
    assertThat(trust("camera", "--fingerprint", fingerprint()).exit()).isZero();
  }

  protected final Invocation doctor() {
    return Invocation.of("--config", config, "doctor", "--offline");
  }

  /** As ssh-keygen says it. */
  protected final String fingerprint() throws IOException, InterruptedException {
    Process tool =
        new ProcessBuilder("ssh-keygen", "-l", "-f", home.resolve("ssh/host.pub").toString())
            .start();
    String said = new String(tool.getInputStream().readAllBytes(), UTF_8);
    assertThat(tool.waitFor()).isZero();
    return said.split(" ")[1];
  }
}
