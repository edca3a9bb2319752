// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.sshd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Debian's {@code sshd} as this user, with its own host key, settings and authorized key below one
 * directory. It can be stopped with all its connections and started again at the same port, and its
 * host key can be exchanged. Not thread-safe.
 */
public final class OpenSshServer implements AutoCloseable {

  private static final Path SSHD = Path.of("/usr/sbin/sshd");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path home;
  private final int port;
  private @Nullable Process process;

  private OpenSshServer(Path home, int port) {
    this.home = home;
    this.port = port;
  }

  /**
   * Makes keys and settings and starts.
   *
   * @param home made if it is not there
   * @param settings further lines for {@code sshd_config}
   */
  public static OpenSshServer start(Path home, String... settings)
      throws IOException, InterruptedException {
    Files.createDirectories(
        home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    OpenSshServer server = new OpenSshServer(home, freePort());
    server.newHostKey("ed25519");
    server.makeKey("user", "ed25519");
    Files.copy(
        server.home.resolve("user.pub"),
        server.home.resolve("authorized_keys"),
        StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(server.home.resolve("sshd_config"), server.settings(settings));
    server.start();
    return server;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private String settings(String... more) {
    return String.join(
            "\n",
            "ListenAddress 127.0.0.1:" + port,
            "HostKey " + home.resolve("host"),
            "AuthorizedKeysFile " + home.resolve("authorized_keys"),
            "PidFile none",
            "StrictModes no",
            "UsePAM no",
            "PasswordAuthentication no",
            "KbdInteractiveAuthentication no",
            "MaxStartups 100",
            "Subsystem sftp internal-sftp",
            String.join("\n", more))
        + "\n";
  }

  /**
   * The server has another key from now on; to be called while it is stopped, or before a restart.
   */
  public void newHostKey(String type) throws IOException, InterruptedException {
    makeKey("host", type);
  }

  private void makeKey(String name, String type) throws IOException, InterruptedException {
    Files.deleteIfExists(home.resolve(name));
    run("ssh-keygen", "-q", "-t", type, "-N", "", "-C", name, "-f", home.resolve(name).toString());
  }

  private void run(String... command) throws IOException, InterruptedException {
    Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
    tool.getOutputStream().close();
    String said = new String(tool.getInputStream().readAllBytes(), UTF_8);
    if (tool.waitFor() != 0) {
      throw new IOException(List.of(command) + " failed: " + said);
    }
  }

  /** Starts again at the same port; returns when it listens. */
  public void start() throws IOException, InterruptedException {
    if (System.getProperty("user.name").equals("root")) {
      Files.createDirectories(Path.of("/run/sshd"));
    }
    Process started =
        new ProcessBuilder(
                SSHD.toString(), "-D", "-e", "-f", home.resolve("sshd_config").toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile()))
            .start();
    process = started;
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!listens()) {
      if (!started.isAlive() || System.nanoTime() > end) {
        throw new IOException("sshd does not start: " + Files.readString(home.resolve("log")));
      }
      started.waitFor(20, TimeUnit.MILLISECONDS);
    }
  }

  private boolean listens() throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (ConnectException e) {
      return false;
    }
  }

  /** Ends it with all its connections, as the power of the host would. */
  public void stop() throws InterruptedException {
    Process running = process;
    if (running != null) {
      List<ProcessHandle> all = running.descendants().toList();
      running.destroyForcibly();
      all.forEach(ProcessHandle::destroyForcibly);
      running.waitFor();
      process = null;
    }
  }

  /** All its processes are held or go on; connections stay open and say nothing. */
  public void hold(boolean held) throws IOException, InterruptedException {
    Process running = requireNonNull(process, "it does not run");
    String signal = held ? "-STOP" : "-CONT";
    run("kill", signal, String.valueOf(running.pid()));
    for (ProcessHandle child : running.descendants().toList()) {
      run("kill", signal, String.valueOf(child.pid()));
    }
  }

  /** Bytes that its connections of now have read, from disk and network (proc(5), rchar). */
  public long bytesRead() {
    return requireNonNull(process, "it does not run")
        .descendants()
        .mapToLong(child -> bytesRead(child.pid()))
        .sum();
  }

  private static long bytesRead(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "io")).stream()
          .filter(line -> line.startsWith("rchar: "))
          .mapToLong(line -> Long.parseLong(line.substring("rchar: ".length())))
          .sum();
    } catch (IOException e) {
      // It has just ended.
      return 0;
    }
  }

  public int port() {
    return port;
  }

  public String user() {
    return System.getProperty("user.name");
  }

  /** The private key that is let in. */
  public Path userKey() {
    return home.resolve("user");
  }

  /** The server's public key, as its own file has it: type, base64, comment. */
  public String hostKey() throws IOException {
    return Files.readString(home.resolve("host.pub")).strip();
  }

  /** A known-hosts file with the key that the server has now. */
  public Path knownHosts(Path file) throws IOException {
    String[] parts = hostKey().split(" ");
    return Files.writeString(file, "[127.0.0.1]:" + port + " " + parts[0] + " " + parts[1] + "\n");
  }

  @Override
  public void close() {
    try {
      stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
