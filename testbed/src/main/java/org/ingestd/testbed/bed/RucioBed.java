// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.bed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.ingestd.rse.Did;
import org.ingestd.rse.version.RucioVersion;

/**
 * A real Rucio server with PostgreSQL, daemons and copying transfers, in a folder and on ports of
 * its own, so that two beds never meet. Needs a checkout ({@code testbed/rucio-bed/bed}) and what
 * that script installs. A bed ends with {@link #close}, and by itself when this JVM is gone.
 */
public final class RucioBed implements AutoCloseable {

  /** HTTP, TLS, issuer, PostgreSQL, FTS, XRootD, XCache. */
  private static final int PORTS = 7;

  private static final int LONGEST_START_MINUTES = 10;

  private final Path script;
  private final Path home;
  private final int port;
  private final String version;

  private RucioBed(Path script, Path home, int port, String version) {
    this.script = script;
    this.home = home;
    this.port = port;
    this.version = version;
  }

  /** Starts the version that {@code -Dbed.rucio=38.6.4} names; without it, the bed's default. */
  public static RucioBed start() {
    return start(System.getProperty("bed.rucio", ""));
  }

  /**
   * @param version of Rucio on PyPI, e.g. {@code 38.6.4}; empty: the bed's default
   * @throws IllegalStateException with the script's own words if it does not start
   */
  public static RucioBed start(String version) {
    try {
      Path home = Files.createTempDirectory("ingestd-bed-");
      RucioBed bed = new RucioBed(script(), home, freePorts(), version);
      try {
        bed.run(LONGEST_START_MINUTES, "start");
      } catch (IllegalStateException notStarted) {
        bed.close();
        throw notStarted;
      }
      return bed;
    } catch (IOException e) {
      throw new UncheckedIOException("No folder for a Rucio bed", e);
    }
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** What the server says that it is. */
  public RucioVersion version() {
    String answer = call("GET", "/ping");
    return new RucioVersion(answer.replaceAll("(?s).*\"version\": *\"([^\"]*)\".*", "$1"));
  }

  /** The same server over TLS, which looks at client certificates. */
  public URI tlsUrl() {
    return URI.create("https://localhost:" + (port + 1));
  }

  /** The issuer whose tokens the server takes, as it stands in {@code iss}. */
  public URI issuer() {
    return URI.create("http://127.0.0.1:" + (port + 2) + "/");
  }

  /** {@code ca.pem}, {@code robot.pem}, {@code robot.key}, {@code stranger.pem} and others. */
  public Path certificates() {
    return home.resolve("certs");
  }

  /** The directory that the source RSE ONSITE's prefix stands for. */
  public Path onsite() {
    return home.resolve("onsite");
  }

  /** Where copies on an RSE lie; files are found by walking it. */
  public Path storage(String rse) {
    return home.resolve(rse);
  }

  /** One call as root; the answer's body. */
  public String call(String method, String path, String... json) {
    List<String> words = new ArrayList<>(List.of("call", method, path));
    words.addAll(Arrays.asList(json));
    return run(1, words.toArray(String[]::new));
  }

  /** Asks the catalogue's database; columns are separated by {@code |}. */
  public List<String> sql(String query) {
    return run(1, "sql", query).lines().toList();
  }

  /** Lets a DID's lifetime end; returns when Rucio's own daemons have removed it and its rules. */
  public void erase(Did did) {
    run(3, "erase", did.scope(), did.name());
  }

  /** Marks a file LOST; its copies, locks and datasets stay. */
  public void markLost(Did file) {
    run(1, "lost", file.scope(), file.name());
  }

  /** Every call that the server has answered so far: {@code METHOD path status}. */
  public List<String> answered() {
    try {
      return Files.readAllLines(home.resolve("log/server.access"));
    } catch (IOException e) {
      throw new UncheckedIOException("The server's list of calls cannot be read", e);
    }
  }

  /** Takes the server away; nothing else is stopped. */
  public void stopServer() {
    run(1, "server", "stop");
  }

  public void startServer() {
    run(2, "server", "start");
  }

  /** Any verb of the script; what it prints. */
  public String run(int minutes, String... words) {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(Arrays.asList(words));
    try {
      Path output = Files.createTempFile("ingestd-bed-", ".out");
      Process process = process(command, output).start();
      boolean ended = process.waitFor(minutes, TimeUnit.MINUTES);
      String said = Files.readString(output);
      Files.delete(output);
      if (!ended || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException(
            Arrays.toString(words) + (ended ? " failed: " : " took too long: ") + said);
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for the Rucio bed", e);
    }
  }

  /**
   * The output goes through a file, because the servers that the script leaves behind would keep a
   * pipe open.
   */
  private ProcessBuilder process(List<String> command, Path output) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    Map<String, String> environment = builder.environment();
    environment.put("BED_HOME", home.toString());
    environment.put("BED_PORT", Integer.toString(port));
    environment.put("BED_OWNER", Long.toString(ProcessHandle.current().pid()));
    if (!version.isEmpty()) {
      environment.put("BED_RUCIO", version);
    }
    return builder;
  }

  @Override
  public void close() {
    run(2, "remove");
  }

  private static Path script() {
    Path here = Path.of("").toAbsolutePath();
    for (Path folder = here; folder != null; folder = folder.getParent()) {
      Path script = folder.resolve("testbed/rucio-bed/bed");
      if (Files.isExecutable(script)) {
        return script;
      }
    }
    throw new IllegalStateException(
        "No testbed/rucio-bed/bed above " + here + "; a checkout is needed");
  }

  private static int freePorts() throws IOException {
    RandomGenerator random = RandomGenerator.getDefault();
    for (int attempt = 0; attempt < 100; attempt++) {
      int first = random.nextInt(20_000, 32_000);
      if (allFree(first)) {
        return first;
      }
    }
    throw new IOException("No " + PORTS + " free ports in a row between 20000 and 32000");
  }

  private static boolean allFree(int first) {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int port = first; port < first + PORTS; port++) {
        sockets.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
      }
      return true;
    } catch (IOException taken) {
      return false;
    } finally {
      closeAll(sockets);
    }
  }

  private static void closeAll(List<ServerSocket> sockets) {
    for (ServerSocket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException("A port that was only tried does not close", e);
      }
    }
  }

  @Override
  public String toString() {
    return List.of("Rucio bed", url().toString(), home.toString()).stream()
        .collect(Collectors.joining(" "));
  }
}
