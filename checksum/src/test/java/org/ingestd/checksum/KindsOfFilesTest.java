// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is no regular file is told and never opened; what cannot be read says why. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KindsOfFilesTest {

  @TempDir Path directory;
  private final DigestReader reader = new DigestReader(1);

  @AfterEach
  void close() {
    reader.close();
  }

  /** Opening a FIFO that nobody writes to would never return. */
  @Test
  void neverOpensAFifo() throws IOException, InterruptedException {
    Commands.output(directory, "mkfifo", "x.fits");

    assertThat(read("x.fits")).isEqualTo(new Reading.NotRegular("FIFO"));
  }

  @Test
  void neverOpensADirectoryOrADevice() throws IOException {
    Files.createDirectory(directory.resolve("x.fits"));

    assertThat(read("x.fits")).isEqualTo(new Reading.NotRegular("directory"));
    assertThat(read("/dev/zero")).isEqualTo(new Reading.NotRegular("character device"));
  }

  @Test
  void neverOpensASocket() throws IOException {
    // Below the system's own and not the test's own directory: a socket's path has 108 bytes at
    // most.
    Path near = Files.createTempDirectory("sock");
    Path socket = near.resolve("x");
    try (ServerSocketChannel server =
        ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));

      assertThat(read(socket.toString())).isEqualTo(new Reading.NotRegular("socket"));
    } finally {
      Files.deleteIfExists(socket);
      Files.delete(near);
    }
  }

  @Test
  void doesNotFollowALink() throws IOException {
    Files.writeString(directory.resolve("file"), "abc");
    Files.createSymbolicLink(directory.resolve("link"), Path.of("file"));
    Files.createSymbolicLink(directory.resolve("dangling"), Path.of("nowhere"));

    assertThat(read("link")).isEqualTo(new Reading.NotRegular("symbolic link"));
    assertThat(read("dangling")).isEqualTo(new Reading.NotRegular("symbolic link"));
  }

  @Test
  void isRefusedByTheKernelWhenALinkTookTheFilesPlaceBeforeTheOpening() throws IOException {
    Files.writeString(directory.resolve("file"), "abc");
    Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("file"));

    assertThatThrownBy(() -> OpenFile.open(link, 3, ReadingWatch.NONE).close())
        .isInstanceOf(IOException.class);
  }

  @Test
  void saysVanishedWhereNothingIs() {
    assertThat(read("nothing")).isEqualTo(new Reading.Vanished());
    assertThat(read("no/such/directory")).isEqualTo(new Reading.Vanished());
  }

  @Test
  void saysFailedWhereTheFileSystemRefusesThePath() throws IOException {
    Files.writeString(directory.resolve("file"), "abc");

    assertThat(read("file/below")).isInstanceOf(Reading.Failed.class);
    assertThat(read("n".repeat(300))).isInstanceOf(Reading.Failed.class);
  }

  /** Root may read everything, so a root's test reads as nobody, in a JVM of its own. */
  @Test
  void saysUnreadableWhereItMayNotRead() throws IOException, InterruptedException {
    Path open = Files.createTempDirectory("unreadable");
    Path file = Files.writeString(open.resolve("file"), "abc");
    Path closed = Files.createDirectory(open.resolve("closed"));
    Files.writeString(closed.resolve("file"), "abc");
    try {
      Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));

      assertThat(readAsNobody(file)).startsWith("Unreadable");
      assertThat(readAsNobody(closed.resolve("file"))).startsWith("Unreadable");
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
      Files.delete(closed.resolve("file"));
      Files.delete(closed);
      Files.delete(file);
      Files.delete(open);
    }
  }

  private static String readAsNobody(Path file) throws IOException, InterruptedException {
    Path classes = Files.createTempDirectory("classes");
    try {
      Commands.output(classes, "cp", "-r", locationOf(DigestReader.class) + "/.", ".");
      Commands.output(classes, "cp", "-r", locationOf(OneReading.class) + "/.", ".");
      Commands.output(classes, "chmod", "-R", "a+rX", ".");
      List<String> command = new ArrayList<>();
      if (System.getProperty("user.name").equals("root")) {
        command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
      }
      command.add(ProcessHandle.current().info().command().orElseThrow());
      command.addAll(List.of("-cp", classes.toString(), OneReading.class.getName()));
      command.add(file.toString());
      return Commands.output(classes, command.toArray(String[]::new));
    } finally {
      Commands.output(Path.of("/"), "rm", "-r", classes.toString());
    }
  }

  private static String locationOf(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
  }

  private Reading read(String name) {
    return reader.read(directory.resolve(name), Set.of(), ReadingWatch.NONE);
  }
}
