// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.doctor;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.ingestd.daemon.terminal.Amounts;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.journal.JournalException;
import org.ingestd.journal.JournalReader;
import org.ingestd.journal.sqlite.SqliteJournal;

/** This machine and the daemon's own directory. */
final class HostChecks {

  static final Pattern NETWORK =
      Pattern.compile("nfs.*|cifs|smb.*|fuse\\.sshfs|afs|9p|ceph|lustre|beegfs|.*glusterfs|gpfs");

  static final Path WATCHES = Path.of("/proc/sys/fs/inotify/max_user_watches");

  private static final long FEW_WATCHES = 65_536;
  private static final long MANY_WATCHES = 524_288;
  private static final long LITTLE_SPACE = 1L << 30;
  private static final Duration SLOW_DISK = Duration.ofMillis(100);
  private static final int TRIALS = 5;
  private static final int PAGE = 4_096;

  private final Diagnosis diagnosis;

  HostChecks(Diagnosis diagnosis) {
    this.diagnosis = diagnosis;
  }

  void check(Path state) {
    diagnosis.ok("java", Runtime.version().toString());
    locale(System.getProperty("sun.jnu.encoding", ""));
    state(state);
    journal(state);
  }

  /**
   * @param encoding of file names
   */
  void locale(String encoding) {
    if (encoding.toUpperCase(Locale.ROOT).startsWith("UTF")) {
      diagnosis.ok("locale", encoding);
    } else {
      diagnosis.warn(
          "locale",
          "file names are read as " + encoding,
          "Set LC_ALL=C.UTF-8 for the service, so that names on the command line are understood.");
    }
  }

  /**
   * @param limit the file where the kernel tells it
   */
  void inotify(Path limit, WatchedDirectories watched) {
    // Read in one go: the kernel gives such a number at offset 0 only, and readString asks twice.
    try (BufferedReader line = Files.newBufferedReader(limit)) {
      inotify(Long.parseLong(String.valueOf(line.readLine()).strip()), watched);
    } catch (IOException | NumberFormatException e) {
      diagnosis.warn("inotify", "its limit cannot be read: " + e, "Sources are rescanned anyway.");
    }
  }

  private void inotify(long most, WatchedDirectories watched) {
    String sources = "sources have " + (watched.isWhole() ? "" : "at least ") + watched.count();
    String raise =
        "Raise it: sysctl fs.inotify.max_user_watches=%d, and in /etc/sysctl.d for later starts."
            .formatted(Math.max(MANY_WATCHES, Long.highestOneBit(watched.count()) * 4));
    if (watched.count() > most) {
      diagnosis.warn(
          "inotify",
          sources + " directories, and only " + most + " can be watched: others are only rescanned",
          raise);
    } else if (most < FEW_WATCHES || 2 * watched.count() > most) {
      diagnosis.warn(
          "inotify",
          "only " + most + " directories can be watched, and " + sources + " already",
          raise);
    } else {
      diagnosis.ok("inotify", most + " directories can be watched, and " + sources);
    }
  }

  private void state(Path state) {
    Path there = state;
    while (there.getParent() != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there) || !Files.isWritable(there)) {
      diagnosis.fail(
          Exit.NOT_PERMITTED,
          "state",
          there + " cannot be written by this user",
          "Make " + state + " and give it to the daemon's user.");
      return;
    }
    try {
      FileStore store = Files.getFileStore(there);
      state(state, store.type(), store.getUsableSpace());
      if (there.equals(state)) {
        forced(forcedWrite(state));
      }
    } catch (IOException e) {
      diagnosis.fail(
          Exit.IO,
          "state",
          "its file system does not answer: " + e,
          "Look at the disk; in a chroot, mount its root directory onto itself.");
    }
  }

  /**
   * @param type of the file system that it lies on
   * @param free bytes there
   */
  void state(Path state, String type, long free) {
    if (NETWORK.matcher(type).matches()) {
      diagnosis.fail(
          Exit.CONFIGURATION,
          "state",
          state + " lies on " + type + ", where the journal is not safe",
          "Set 'state' to a directory on a local disk.");
    } else if (free < LITTLE_SPACE) {
      diagnosis.warn(
          "state",
          "only " + Amounts.bytes(free) + " free at " + state,
          "A journal of a million files takes about one GB.");
    } else {
      diagnosis.ok("state", state + ", " + Amounts.bytes(free) + " free on " + type);
    }
  }

  /** The middle of a few: how long a page that is forced to the disk takes there. */
  private static Duration forcedWrite(Path state) throws IOException {
    Path trial = Files.createTempFile(state, "doctor", ".trial");
    try (FileChannel channel = FileChannel.open(trial, StandardOpenOption.WRITE)) {
      long[] nanos = new long[TRIALS];
      for (int i = 0; i < TRIALS; i++) {
        long begin = System.nanoTime();
        channel.write(ByteBuffer.allocate(PAGE), (long) i * PAGE);
        channel.force(true);
        nanos[i] = System.nanoTime() - begin;
      }
      Arrays.sort(nanos);
      return Duration.ofNanos(nanos[TRIALS / 2]);
    } finally {
      Files.delete(trial);
    }
  }

  /**
   * @param took a forced write on the journal's disk
   */
  void forced(Duration took) {
    String says = "a forced write takes " + took.toMillis() + " ms";
    if (took.compareTo(SLOW_DISK) > 0) {
      diagnosis.warn(
          "state", says, "Each commit of the journal waits for one; give it a quicker disk.");
    } else {
      diagnosis.ok("state", says);
    }
  }

  private void journal(Path state) {
    try {
      var journal = SqliteJournal.openReadOnly(state);
      if (journal.isEmpty()) {
        diagnosis.ok("journal", "none yet; the first start makes it");
        return;
      }
      try (JournalReader reader = journal.get()) {
        long files =
            reader.census().tallies().values().stream()
                .flatMap(states -> states.values().stream())
                .mapToLong(tally -> tally.count())
                .sum();
        diagnosis.ok("journal", files + " files known");
      }
    } catch (JournalException e) {
      diagnosis.fail(
          Exit.DATA, "journal", String.valueOf(e.getMessage()), "See 'ingestd journal check'.");
    }
  }
}
