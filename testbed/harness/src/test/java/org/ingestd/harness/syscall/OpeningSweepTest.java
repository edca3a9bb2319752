// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.syscall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each call to the kernel that opening a journal makes fails once: the disk is told, and never the
 * journal. Only what is broken is damage (65), for that means a rebuild.
 */
class OpeningSweepTest {

  private static final int FILES = 3_000;
  private static final int MOST = 40;

  /** Opened; the disk refuses; held by another; not permitted; cannot be made. */
  private static final Set<Integer> ENDINGS = Set.of(0, 74, 75, 77, 73);

  @TempDir private Path folder;
  private Path state;
  private String census = "";
  private final Map<String, Integer> endings = new TreeMap<>();
  private int struck;

  private record Blow(String place, String calls, String error) {}

  private static final List<Blow> BLOWS =
      List.of(
          new Blow("journal.db", "pread64,read", "EIO"),
          new Blow("journal.db-wal", "pread64,read", "EIO"),
          new Blow("journal.id", "read", "EIO"),
          new Blow("journal.db", "openat", "EACCES"),
          new Blow("journal.db", "openat", "EIO"),
          new Blow("journal.db-wal", "openat", "EIO"),
          new Blow("journal.db-wal", "openat", "ENOSPC"),
          new Blow("journal.lock", "openat", "EACCES"),
          new Blow("journal.lock", "openat", "ENOSPC"),
          new Blow("journal.db", "stat,newfstatat,statx", "EIO"),
          new Blow("journal.db-wal", "stat,newfstatat,statx", "EIO"),
          new Blow("journal.db", "fcntl", "EIO"),
          new Blow("journal.db-wal", "pwrite64", "ENOSPC"),
          new Blow("journal.db-wal", "fsync,fdatasync", "EIO"));

  @Test
  @Tag("real")
  void noCallThatFailsMakesASoundJournalLookDamaged() throws Exception {
    state = Files.createDirectory(folder.resolve("state"));
    Path kept = folder.resolve("kept");
    assertThat(open(List.of(), String.valueOf(FILES))).isZero();
    copy(state, kept);
    assertThat(open(List.of())).isZero();
    census = lastWords();
    assertThat(census).contains("count=" + FILES);

    for (Blow blow : BLOWS) {
      for (int nth = 1; nth <= MOST && strike(blow, nth, kept); nth++) {
        struck++;
      }
    }

    System.out.printf(
        "harness: %d openings of a journal with a failed call; they ended: %s%n", struck, endings);
    assertThat(struck).isGreaterThan(BLOWS.size());
  }

  /**
   * A small journal is read in other calls than a large one: here SQLite itself called it broken.
   */
  @Test
  @Tag("real")
  void noCallThatFailsWhileAJournalIsMadeMakesItLookDamaged() throws Exception {
    state = Files.createDirectory(folder.resolve("state"));
    Path trace = folder.resolve("trace");
    Blow blow = new Blow("journal.db", "pread64,read", "EIO");
    boolean hit = true;
    for (int nth = 1; hit && nth <= MOST; nth++) {
      clear(state);
      int code = open(strace(blow, nth, trace), "8");
      assertThat(ENDINGS).as("%d-th: %s", nth, lastWords()).contains(code);
      hit = Files.readString(trace).contains("INJECTED");
      struck += hit ? 1 : 0;
      assertThat(open(List.of())).as("%d-th: %s", nth, lastWords()).isZero();
    }
    assertThat(struck).isGreaterThan(2);
  }

  /**
   * @return whether there were so many calls
   */
  private boolean strike(Blow blow, int nth, Path kept) throws Exception {
    clear(state);
    copy(kept, state);
    Path trace = folder.resolve("trace");
    int code = open(strace(blow, nth, trace));
    boolean hit = Files.readString(trace).contains("INJECTED");
    assertThat(ENDINGS).as("%s, %d-th: %s", blow, nth, lastWords()).contains(code);
    if (hit) {
      endings.merge("%d %s %s".formatted(code, blow.error(), blow.place()), 1, Integer::sum);
    }
    assertThat(open(List.of())).as("%s, %d-th: %s", blow, nth, lastWords()).isZero();
    assertThat(lastWords()).as("%s, %d-th", blow, nth).isEqualTo(census);
    return hit;
  }

  private List<String> strace(Blow blow, int nth, Path trace) {
    return List.of(
        "strace",
        "-f",
        "-qq",
        "--seccomp-bpf",
        "-o",
        trace.toString(),
        "-P",
        state.resolve(blow.place()).toString(),
        "-e",
        "trace=" + blow.calls(),
        "-e",
        "inject=" + blow.calls() + ":error=" + blow.error() + ":when=" + nth);
  }

  private int open(List<String> launcher, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(launcher);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-cp",
            System.getProperty("java.class.path"),
            OpenedOnce.class.getName(),
            state.toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("said").toFile())
        .start()
        .waitFor();
  }

  private String lastWords() throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("said"));
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private static void clear(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      files.forEach(
          file -> {
            try {
              Files.delete(file);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }
}
