// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.statedir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ingestd.journal.JournalException;
import org.ingestd.journal.JournalException.Kind;

/** The names below the state directory that belong to the journal, and what is durable there. */
public final class StateDirectory {

  /** SQLite's log needs memory shared between processes, which these do not give (wal.html). */
  private static final Pattern NETWORK =
      Pattern.compile("nfs.*|cifs|smb.*|fuse\\.sshfs|afs|9p|ceph|lustre|beegfs|.*glusterfs");

  private final Path path;

  public StateDirectory(Path path) {
    this.path = path;
  }

  public Path journal() {
    return path.resolve("journal.db");
  }

  /** SQLite's log. It is there from the first commit until the journal is closed in order. */
  public Path log() {
    return path.resolve("journal.db-wal");
  }

  public Path lock() {
    return path.resolve("journal.lock");
  }

  public Path mark() {
    return path.resolve("journal.id");
  }

  /** SQLite's index of the log; without worth to anybody else. */
  public Path logIndex() {
    return path.resolve("journal.db-shm");
  }

  public Path path() {
    return path;
  }

  /**
   * Whether something is there. Unlike {@link Files#exists} it never says no because the file
   * system did not answer.
   */
  public static boolean isThere(Path file) throws IOException {
    try {
      Files.readAttributes(file, BasicFileAttributes.class);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /**
   * Makes the directory if it is not there, readable by nobody else if the umask says so.
   *
   * @throws JournalException IO if it lies on a network file system, CANNOT_CREATE if we may not
   *     make it or something else has its name
   */
  public void prepare() throws IOException {
    try {
      Files.createDirectories(path);
    } catch (AccessDeniedException | FileAlreadyExistsException e) {
      throw new JournalException(
          Kind.CANNOT_CREATE, "The state directory " + path + " cannot be made: " + e, e);
    }
    String type = Files.getFileStore(path).type().toLowerCase(Locale.ROOT);
    if (NETWORK.matcher(type).matches()) {
      throw new JournalException(
          Kind.IO, "`state` (" + path + ") lies on " + type + "; the journal needs a local disk.");
    }
  }

  /**
   * @throws JournalException DAMAGED if the file is there and is no mark
   */
  public Optional<JournalMark> readMark() throws IOException {
    String text;
    try {
      text = new String(Files.readAllBytes(mark()), UTF_8);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    Optional<JournalMark> read = JournalMark.parse(text);
    if (read.isEmpty()) {
      throw new JournalException(
          Kind.DAMAGED,
          mark()
              + " is damaged, so nobody can tell whether the journal beside it is the right one."
              + " If it is, remove "
              + mark()
              + "; if not, `ingestd journal rebuild` makes a new one.");
    }
    return read;
  }

  /** Durable, and either the old or the new one whatever happens meanwhile. */
  public void write(JournalMark mark) throws IOException {
    Path draft = path.resolve("journal.id.new");
    try (FileChannel channel = FileChannel.open(draft, CREATE, TRUNCATE_EXISTING, WRITE)) {
      ByteBuffer text = ByteBuffer.wrap(mark.text().getBytes(UTF_8));
      while (text.hasRemaining()) {
        channel.write(text);
      }
      channel.force(true);
    }
    Files.move(draft, mark(), ATOMIC_MOVE, REPLACE_EXISTING);
    force();
  }

  /** Makes new names in the directory durable. */
  public void force() throws IOException {
    try (FileChannel directory = FileChannel.open(path, READ)) {
      directory.force(true);
    }
  }
}
