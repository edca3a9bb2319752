// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A configuration with one source in a temporary folder, for tests of verbs. */
public final class Site {

  private final Path folder;
  private String url = "http://127.0.0.1:9";
  private String rse = "ONSITE";
  private String account = "ingest";
  private String auth = "{ username: ingest, password: \"pw\" }";
  private String http = "{ listen: \"127.0.0.1:0\" }";
  private String source =
      """
      complete: { quiet: 1s }
      rescan: 1s
      naming: { scope: lst, dataset: "R0/{night}" }
      rules: [{ expression: QOS=TAPE }]
      """;

  private Site(Path folder) {
    this.folder = folder;
  }

  public static Site in(Path folder) throws IOException {
    Site site = new Site(folder.toRealPath());
    Files.createDirectories(site.data());
    return site;
  }

  public Site rucio(Object address) {
    url = address.toString();
    return this;
  }

  public Site rse(String name) {
    rse = name;
    return this;
  }

  /** Who signs in to Rucio. */
  public Site account(String name) {
    account = name;
    return this;
  }

  public Site password(String text) {
    return auth("{ username: ingest, password: \"" + text + "\" }");
  }

  /** The whole group {@code rucio.auth}, on one line. */
  public Site auth(String group) {
    auth = group;
    return this;
  }

  /** The page is served to other machines, too. */
  public Site remote(int port, Path certificate, Path key) {
    http =
        "{ listen: \"127.0.0.1:0\", remote: { listen: \"127.0.0.1:%d\", certificate: %s, key: %s } }"
            .formatted(port, certificate, key);
    return this;
  }

  /** Keys of the source. */
  public Site source(String keys) {
    source = keys;
    return this;
  }

  public Path folder() {
    return folder;
  }

  /** The RSE's root. */
  public Path root() {
    return folder.resolve("data");
  }

  /** The source's directory. */
  public Path data() {
    return root().resolve("R0");
  }

  public Path state() {
    return folder.resolve("state");
  }

  public Path storage() {
    return folder.resolve("storage");
  }

  /**
   * Writes the configuration anew; a process that reads it meanwhile sees the old one or the new.
   */
  public Path config() throws IOException {
    Path file = folder.resolve("ingestd.yaml");
    Path draft = folder.resolve("ingestd.yaml.new");
    Files.writeString(
        draft,
        """
        instance: test
        state: %s
        rucio:
          url: %s
          account: %s
          auth: %s
        rse: { name: %s, root: %s, scheme: file }
        http: %s
        sources:
          - name: camera
            path: %s
        """
                .formatted(state(), url, account, auth, rse, root(), http, data())
            + source.indent(4));
    return Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** A file of the source. */
  public Path file(String name, String content) throws IOException {
    Path file = data().resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }
}
