// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.statedir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.ingestd.journal.JournalException;
import org.ingestd.journal.JournalException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a state directory with one process. The kernel gives the lock up when the process ends,
 * however it ends; the file stays and says who holds or held it.
 */
public final class JournalLock implements AutoCloseable {

  /**
   * Directories held by this process. Closing any channel to a file gives up all POSIX locks that
   * the process has on it, so a second opener must be turned away before it touches the file.
   */
  private static final Map<Path, String> HELD = new HashMap<>();

  private final Path directory;
  private final FileChannel channel;

  private JournalLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * @throws JournalException LOCKED naming the holder
   */
  public static JournalLock acquire(StateDirectory state, Instant now) throws IOException {
    Path directory = state.path().toRealPath();
    String holder = "pid=%d host=%s since=%s".formatted(ProcessHandle.current().pid(), host(), now);
    synchronized (HELD) {
      String mine = HELD.get(directory);
      if (mine != null) {
        throw locked(state, mine);
      }
      FileChannel channel = FileChannel.open(state.lock(), CREATE, READ, WRITE);
      try {
        if (tryLock(channel).isEmpty()) {
          throw locked(state, content(channel));
        }
        write(channel, holder);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
      HELD.put(directory, holder);
      return new JournalLock(directory, channel);
    }
  }

  private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
    @Nullable FileLock lock = channel.tryLock();
    return Optional.ofNullable(lock);
  }

  private static JournalException locked(StateDirectory state, String holder) {
    return new JournalException(
        Kind.LOCKED, "The journal in " + state.path() + " is held by another daemon: " + holder);
  }

  private static String content(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(1_000);
    channel.read(text, 0);
    return new String(text.array(), 0, text.position(), UTF_8).strip();
  }

  private static void write(FileChannel channel, String holder) throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap((holder + "\n").getBytes(UTF_8)), 0);
    channel.force(true);
  }

  /** From the kernel: asking the resolver can take many seconds where DNS is broken. */
  private static String host() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      return "unknown";
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (HELD) {
      HELD.remove(directory);
      channel.close();
    }
  }
}
