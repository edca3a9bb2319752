// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ingestd.checksum.FileLook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is put into the way of a file, nothing outside the source is opened. */
class LinksTest {

  @TempDir Path home;
  private Path source = Path.of("");
  private Path outside = Path.of("");
  private Path file = Path.of("");

  /** Opens in one way or another. */
  @FunctionalInterface
  private interface Opened {
    FileChannel open() throws IOException;
  }

  @BeforeEach
  void prepare() throws IOException {
    source = Files.createDirectories(home.resolve("data"));
    outside = Files.createDirectories(home.resolve("outside/night"));
    Files.createDirectories(source.resolve("run1/night"));
    file = source.resolve("run1/night/a.fits");
    Files.writeString(file, "ours");
    Files.writeString(outside.resolve("a.fits"), "SECRET");
  }

  @Test
  void aFileIsReadThroughDirectories() throws IOException {
    assertThat(content(() -> Opening.of(source, file))).isEqualTo("ours");
    assertThat(names(source.resolve("run1/night"))).containsExactly("a.fits");
    assertThat(names(source)).containsExactly("run1");
    assertThat(Look.below(source, file)).isInstanceOf(Look.Regular.class);
  }

  @Test
  void theSourcesOwnDirectoryMayBeALink() throws IOException {
    Path link = Files.createSymbolicLink(home.resolve("link"), source);

    assertThat(content(() -> Opening.of(link, link.resolve("run1/night/a.fits"))))
        .isEqualTo("ours");
    assertThat(names(link)).containsExactly("run1");
  }

  @Test
  void aDirectoryThatBecameALinkLeadsNowhere() throws IOException {
    Files.move(source.resolve("run1"), home.resolve("moved"));
    Files.createSymbolicLink(source.resolve("run1"), home.resolve("outside"));
    assertThat(Files.readString(file)).as("the link leads there").isEqualTo("SECRET");

    assertThatThrownBy(() -> Opening.of(source, file).close()).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> names(source.resolve("run1/night"))).isInstanceOf(IOException.class);
    assertThat(Look.below(source, file)).isEqualTo(new Look.Other("link"));
  }

  @Test
  void aFileThatBecameALinkLeadsNowhere() throws IOException {
    Files.delete(file);
    Files.createSymbolicLink(file, outside.resolve("a.fits"));

    assertThatThrownBy(() -> Opening.of(source, file).close()).isInstanceOf(IOException.class);
  }

  @Test
  void aHeldDirectoryThatBecameALinkIsNotBelievedAnyMore() throws IOException {
    try (HeldDirectories directories = held()) {
      assertThat(Look.of(() -> directories.look(file))).isEqualTo(Look.below(source, file));
      Files.move(source.resolve("run1"), home.resolve("moved"));
      Files.createSymbolicLink(source.resolve("run1"), home.resolve("outside"));

      assertThat(content(() -> directories.open(file))).as("what was looked at").isEqualTo("ours");
      assertThat(Look.of(() -> directories.look(file))).isEqualTo(new Look.Other("link"));
      assertThatThrownBy(() -> directories.open(file).close()).isInstanceOf(IOException.class);
    }
  }

  @Test
  void ofADirectoryThatReplacedAHeldOneItsOwnFilesAreLookedAtAndOpened() throws IOException {
    try (HeldDirectories directories = held()) {
      Look before = Look.of(() -> directories.look(file));
      Path night = source.resolve("run1/night");
      Files.move(night, source.resolve("run1/old"));
      assertThat(Look.of(() -> directories.look(file))).isEqualTo(new Look.Gone());
      Files.createDirectory(night);
      Files.writeString(file, "another");

      assertThat(Look.of(() -> directories.look(file)))
          .isEqualTo(Look.below(source, file))
          .isNotEqualTo(before);
      assertThat(content(() -> directories.open(file))).isEqualTo("another");
    }
  }

  @Test
  void aDirectoryThatWasPutBackIsFoundOutByTheFileThatWasSeenMeanwhile() throws IOException {
    try (HeldDirectories directories = held()) {
      directories.look(file);
      Path night = source.resolve("run1/night");
      Files.move(night, source.resolve("run1/old"));
      Files.createDirectory(night);
      Files.writeString(file, "another");
      FileLook other = directories.look(file);
      assertThat(other).isEqualTo(FileLook.at(file));
      Files.move(night, source.resolve("run1/new"));
      Files.move(source.resolve("run1/old"), night);

      assertThat(content(() -> directories.open(file))).isEqualTo("ours");
      assertThat(directories.look(file).key()).isNotEqualTo(other.key());
    }
  }

  @Test
  void aFileThatIsGoneFromAHeldDirectoryIsOpenedWhereItsPathLeads() throws IOException {
    try (HeldDirectories directories = held()) {
      directories.look(file);
      Path night = source.resolve("run1/night");
      Files.move(night, source.resolve("run1/old"));
      Files.createDirectory(night);
      Files.move(source.resolve("run1/old/a.fits"), file);

      assertThat(content(() -> directories.open(file))).isEqualTo("ours");
    }
  }

  @Test
  void aFileThatBecameALinkInAHeldDirectoryLeadsNowhere() throws IOException {
    try (HeldDirectories directories = held()) {
      directories.look(file);
      Files.delete(file);
      Files.createSymbolicLink(file, outside.resolve("a.fits"));

      assertThatThrownBy(() -> directories.open(file).close()).isInstanceOf(IOException.class);
      assertThat(Look.of(() -> directories.look(file))).isEqualTo(new Look.Other("link"));
    }
  }

  @Test
  void filesInMoreDirectoriesThanAreHeldAreLookedAtAndOpenedAllTheSame() throws IOException {
    try (HeldDirectories directories = held()) {
      for (int i = 0; i < 3 * HeldDirectories.AT_ONCE; i++) {
        Path one = Files.createDirectory(source.resolve("d" + i)).resolve("f");
        Files.writeString(one, "content " + i);

        assertThat(directories.look(one)).isEqualTo(FileLook.at(one));
        assertThat(content(() -> directories.open(one))).isEqualTo("content " + i);
      }
    }
  }

  @Test
  void anAttackerWhoSwapsADirectoryForALinkGetsNothingFromOutsideRead() throws Exception {
    attack(5_000);
  }

  @Test
  @Tag("slow")
  void anAttackerWhoSwapsADirectoryForALinkGetsNothingFromOutsideReadForLong() throws Exception {
    attack(100_000);
  }

  /** The plain way of opening is the control: it must be seen to read outside. */
  private void attack(int times) throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    Thread attacker = new Thread(() -> swapUntil(over));
    attacker.start();
    int inside = 0;
    int outsideByPlainOpening = 0;
    HeldDirectories directories = held();
    try {
      for (int i = 0; i < times || outsideByPlainOpening == 0; i++) {
        String read = content(() -> Opening.of(source, file));
        assertThat(read).isNotEqualTo("SECRET");
        if (i % 10 == 0) {
          directories.close();
        }
        assertThat(content(() -> directories.open(file))).isNotEqualTo("SECRET");
        Look.of(() -> directories.look(file));
        assertThat(content(() -> directories.open(file))).isNotEqualTo("SECRET");
        assertThat(listed()).doesNotContain("secret-name");
        inside += read.equals("ours") ? 1 : 0;
        outsideByPlainOpening += content(() -> FileChannel.open(file)).equals("SECRET") ? 1 : 0;
      }
    } finally {
      over.set(true);
      attacker.join();
      directories.close();
    }
    System.out.printf(
        "%d opened inside, %d outside by the control%n", inside, outsideByPlainOpening);
    assertThat(inside).isPositive();
  }

  private void swapUntil(AtomicBoolean over) {
    Path run = source.resolve("run1");
    Path aside = home.resolve("aside");
    try {
      Files.createFile(outside.resolve("secret-name"));
      while (!over.get()) {
        Files.move(run, aside);
        Files.createSymbolicLink(run, home.resolve("outside"));
        Files.delete(run);
        Files.move(aside, run);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HeldDirectories held() {
    return new HeldDirectories(source, HeldDirectories.AT_ONCE);
  }

  private List<String> listed() {
    try {
      return names(source.resolve("run1/night"));
    } catch (IOException e) {
      return List.of();
    }
  }

  private List<String> names(Path directory) throws IOException {
    Path root = directory.startsWith(source) ? source : directory;
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Opening.directory(root, directory)) {
      entries.forEach(entry -> names.add(entry.getFileName().toString()));
    }
    return names;
  }

  private static String content(Opened opened) {
    try (FileChannel channel = opened.open()) {
      ByteBuffer bytes = ByteBuffer.allocate(100);
      int read = channel.read(bytes);
      return new String(bytes.array(), 0, Math.max(0, read), UTF_8);
    } catch (IOException e) {
      return "refused";
    }
  }
}
