// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.checksum.DigestReader;
import org.ingestd.checksum.Reading;
import org.ingestd.checksum.ReadingWatch;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.routes.Given;
import org.ingestd.routes.contract.Location;
import org.ingestd.routes.disk.DiskVisit;
import org.ingestd.routes.disk.Entries;
import org.ingestd.routes.disk.Look;
import org.ingestd.routes.disk.Offline;
import org.ingestd.rse.RawPath;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server may do wrong. */
class SftpDiskTest {

  private static final Set<DigestAlgorithm> BOTH =
      Set.of(DigestAlgorithm.ADLER32, DigestAlgorithm.MD5);

  @TempDir Path home;
  private final AtomicLong steady = new AtomicLong();
  private final DigestReader reader = new DigestReader(1);
  private Path data;
  private OddServer server;
  private SftpDisk disk;

  @BeforeEach
  void connect() throws Exception {
    data = Files.createDirectories(home.resolve("data")).toRealPath();
    server = new OddServer(home);
    disk = disk("pw");
  }

  private SftpDisk disk(String password) {
    Location.Remote remote = new Location.Remote(data, data, server.host(password));
    return new SftpDisk(Given.at(data).source(remote), remote, source -> 0, steady::get);
  }

  @AfterEach
  void disconnect() throws IOException {
    disk.close();
    server.close();
    reader.close();
  }

  /** Remembers what it is given. */
  private static final class Names implements Entries<IOException> {
    private final List<String> taken = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    @Override
    public void take(RawPath name, @Nullable Look look) {
      taken.add(name.text());
    }

    @Override
    public void refused(String harmless) {
      refused.add(harmless);
    }
  }

  private Names listed(@Nullable RawPath directory) throws IOException {
    Names names = new Names();
    disk.list(directory, names);
    return names;
  }

  private Reading read(String path) {
    RawPath file = RawPath.of(path);
    try (DiskVisit visit = disk.visit(List.of(file))) {
      return visit.read(file, BOTH, reader, ReadingWatch.NONE);
    }
  }

  @Test
  void usesNoNameThatNoFileCanHave() throws IOException {
    List<String> lies =
        List.of("../../etc/passwd", "a/b", "line\nbreak", "\u001b[2J", "nul\0", "n".repeat(256));
    for (int i = 0; i < lies.size(); i++) {
      Files.writeString(data.resolve("lie" + i), "");
      server.lies.put("lie" + i, lies.get(i));
    }
    Files.writeString(data.resolve("good.fits"), "");

    Names names = listed(null);

    assertThat(names.taken).containsExactly("good.fits");
    assertThat(names.refused).hasSize(lies.size()).noneMatch(name -> name.contains("\n"));
  }

  @Test
  void tellsADirectoryThatMayNotBeListedFromAnEmptyOne() throws IOException {
    Files.createDirectories(data.resolve("closed"));
    server.closed.add("closed");

    assertThatThrownBy(() -> listed(RawPath.of("closed")))
        .isInstanceOf(AccessDeniedException.class);
    assertThat(listed(null).taken).containsExactly("closed");
    assertThat(disk.whyOffline()).isEmpty();
  }

  @Test
  void tellsAFileThatMayNotBeReadByItsClass() throws IOException {
    Files.writeString(data.resolve("closed.fits"), "secret");
    server.closed.add("closed.fits");

    assertThat(read("closed.fits")).isInstanceOf(Reading.Unreadable.class);
    assertThat(read("nothing.fits")).isInstanceOf(Reading.Vanished.class);
  }

  @Test
  void aReadingThatHangsHoldsUpNeitherListingNorLooksAndIsEnded() throws Exception {
    Files.writeString(data.resolve("hangs.fits"), "content");
    Files.writeString(data.resolve("other.fits"), "content");
    server.hanging.add("hangs.fits");

    CompletableFuture<Reading> hanging = CompletableFuture.supplyAsync(() -> read("hangs.fits"));
    assertThat(server.hangs.await(60, TimeUnit.SECONDS)).isTrue();

    assertThat(listed(null).taken).hasSize(2);
    assertThat(read("other.fits")).isInstanceOf(Reading.Digested.class);
    assertThat(hanging).isNotDone();
    steady.addAndGet(Sessions.LONGEST_ANSWER.plusSeconds(1).toNanos());
    Reading ended = hanging.get(60, TimeUnit.SECONDS);
    assertThat(ended).isInstanceOf(Reading.Failed.class);
    assertThat(((Reading.Failed) ended).cause()).isInstanceOf(ConnectionLost.class);
  }

  @Test
  void longReadingsLeaveConnectionsToShortOnes() throws Exception {
    for (int i = 0; i < 6; i++) {
      String name = "long" + i + ".fits";
      try (FileChannel file =
          FileChannel.open(
              data.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        file.write(ByteBuffer.allocate(1), SftpFile.LONG);
      }
      server.hanging.add(name);
    }
    Files.writeString(data.resolve("short.fits"), "content");
    List<CompletableFuture<Reading>> readings = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      String name = "long" + i + ".fits";
      readings.add(CompletableFuture.supplyAsync(() -> read(name), task -> thread(task).start()));
    }
    assertThat(server.hangs.await(60, TimeUnit.SECONDS)).isTrue();

    Reading read =
        CompletableFuture.supplyAsync(() -> read("short.fits"), task -> thread(task).start())
            .get(60, TimeUnit.SECONDS);

    assertThat(read).isInstanceOf(Reading.Digested.class);
    assertThat(readings).noneMatch(CompletableFuture::isDone);
  }

  /** Two who are lent one connection would read each other's answers. */
  @Test
  void aConnectionThatIsGivenBackTwiceIsLentOnce() throws IOException {
    try (Sessions sessions = new Sessions("camera", server.host("pw"), steady::get)) {
      Sessions.Lease lease = sessions.lease(Sessions.Use.READ);
      lease.close();
      lease.close();

      try (Sessions.Lease one = sessions.lease(Sessions.Use.READ);
          Sessions.Lease other = sessions.lease(Sessions.Use.READ)) {
        assertThat(one.session()).isNotSameAs(other.session());
      }
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "reading");
    thread.setDaemon(true);
    return thread;
  }

  @Test
  void goesOnWhereItWasWhenAConnectionIsCutOnce() throws IOException {
    byte[] bytes = new byte[20 << 20];
    new Random(7).nextBytes(bytes);
    Path file = Files.write(data.resolve("large.fits"), bytes);
    server.cutAt.set(9 << 20);

    Reading reading = read("large.fits");

    assertThat(server.cutAt).hasValue(Long.MAX_VALUE);
    assertThat(reading).isInstanceOf(Reading.Digested.class);
    assertThat(((Reading.Digested) reading).digests())
        .isEqualTo(((Reading.Digested) reader.read(file, BOTH, ReadingWatch.NONE)).digests());
  }

  @Test
  void saysAWrongPasswordOnceAndThenNotForAMinute() {
    SftpDisk refused = disk("wrong");
    server.signIns.set(0);

    assertThat(refused.whyOffline().map(Offline::problem))
        .contains(ProblemCode.SOURCE_SIGN_IN_FAILED);
    steady.addAndGet(Duration.ofSeconds(59).toNanos());
    assertThat(refused.whyOffline()).isPresent();
    assertThat(server.signIns).hasValue(1);

    steady.addAndGet(Duration.ofSeconds(2).toNanos());
    assertThat(refused.whyOffline()).isPresent();
    assertThat(server.signIns).hasValue(2);
    refused.close();
  }

  @Test
  void looksAtManyFilesOfADirectoryAsAtOne() throws IOException {
    List<RawPath> files = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      files.add(RawPath.of("night/" + i + ".fits"));
    }
    Files.createDirectories(data.resolve("night"));
    for (int i = 0; i < 299; i++) {
      Files.writeString(data.resolve("night/" + i + ".fits"), "x".repeat(i));
    }
    try (DiskVisit many = disk.visit(files)) {
      for (int i = 0; i < 299; i++) {
        Look look = many.look(files.get(i));
        assertThat(((Look.Regular) look).stamp().size()).isEqualTo(i);
        try (DiskVisit one = disk.visit(List.of(files.get(i)))) {
          assertThat(one.look(files.get(i))).isEqualTo(look);
        }
      }
      assertThat(many.look(files.get(299))).isInstanceOf(Look.Gone.class);
    }
  }

  @Test
  void seesALinkInTheWayAsALink() throws IOException {
    Path outside = Files.createDirectories(home.resolve("outside"));
    Files.writeString(outside.resolve("a.fits"), "not ours");
    Files.createSymbolicLink(data.resolve("night"), outside);

    RawPath file = RawPath.of("night/a.fits");
    try (DiskVisit visit = disk.visit(List.of(file))) {
      assertThat(visit.look(file)).isEqualTo(new Look.Other("link"));
    }
  }

  @Test
  void opensAFileForItsHeadersAnywhere() throws IOException {
    byte[] bytes = new byte[1 << 20];
    new Random(3).nextBytes(bytes);
    Files.write(data.resolve("a.fits"), bytes);
    RawPath file = RawPath.of("a.fits");
    try (DiskVisit visit = disk.visit(List.of(file));
        SeekableByteChannel open = visit.open(file)) {
      for (int at : new int[] {900_000, 0, 5, 5 + 2880, (1 << 20) - 1}) {
        ByteBuffer into = ByteBuffer.allocate(2880);
        open.position(at);
        assertThat(open.read(into)).isPositive();
        assertThat(into.get(0)).isEqualTo(bytes[at]);
      }
      assertThat(open.position(bytes.length).read(ByteBuffer.allocate(1))).isNegative();
      assertThat(open.size()).isEqualTo(bytes.length);
    }
  }

  @Test
  void anEmptiedDirectoryIsNotBelieved() {
    Location.Remote remote = new Location.Remote(data, data, server.host("pw"));
    SftpDisk emptied = new SftpDisk(Given.at(data).source(remote), remote, s -> 5, steady::get);

    Optional<Offline> why = emptied.whyOffline();

    assertThat(why.map(Offline::problem)).contains(ProblemCode.SOURCE_OFFLINE);
    assertThat(why.orElseThrow().why()).contains("is empty, and 5 files were there");
    emptied.close();
  }
}
