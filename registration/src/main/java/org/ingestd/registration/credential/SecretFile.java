// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.credential;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A file with a secret. The rule for all of them: it belongs to the user that ingestd runs as or to
 * root; others may do nothing with it; its group may read it if root owns it (as systemd's
 * credentials and {@code root:ingestd 0640} have it), and nothing otherwise.
 */
public final class SecretFile {

  /** What is larger was named by mistake. */
  public static final long LARGEST = 1 << 20;

  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);
  private static final int READINGS = 3;

  private SecretFile() {}

  /**
   * The content, whole: a file that is written while it is read is read again.
   *
   * @throws CredentialUnusable also if more people may read it than the rule allows
   */
  public static byte[] read(Path file) throws CredentialUnusable {
    checkAccess(file);
    return readAnybodys(file);
  }

  /** As {@link #read}, for what is no secret. */
  static byte[] readAnybodys(Path file) throws CredentialUnusable {
    try {
      for (int i = 0; i < READINGS; i++) {
        Stamp before = Stamp.of(file);
        byte[] content = bounded(file);
        if (before.equals(Stamp.of(file)) && content.length == before.size()) {
          return content;
        }
      }
      throw new CredentialUnusable(
          CredentialUnusable.Kind.MISSING, file + " changes all the time while it is read");
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static byte[] bounded(Path file) throws IOException, CredentialUnusable {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      if (channel.size() > LARGEST) {
        throw CredentialUnusable.wrong(file + " is larger than 1 MiB");
      }
      ByteBuffer buffer = ByteBuffer.allocate((int) channel.size() + 1);
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        // a channel may give less than it has
      }
      byte[] content = new byte[buffer.flip().limit()];
      buffer.get(content);
      return content;
    }
  }

  /**
   * The rule alone, without reading.
   *
   * @throws CredentialUnusable naming owner and mode if it is broken
   */
  public static void checkAccess(Path file) throws CredentialUnusable {
    try {
      PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
      if (!attributes.isRegularFile()) {
        throw CredentialUnusable.wrong(file + " is not a file");
      }
      int owner = owner(file);
      if (owner != 0 && owner != ownId()) {
        throw CredentialUnusable.wrong(
            file + " belongs to " + attributes.owner().getName() + "; it must be ours or root's");
      }
      if (isTooOpen(attributes.permissions(), owner)) {
        throw CredentialUnusable.wrong(
            file
                + " can be read or changed by others (mode "
                + octal(attributes.permissions())
                + "); type: chmod 0400 "
                + file);
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static boolean isTooOpen(Set<PosixFilePermission> mode, int owner) {
    boolean groupReads = mode.contains(PosixFilePermission.GROUP_READ);
    return mode.stream().anyMatch(OTHERS::contains)
        || mode.contains(PosixFilePermission.GROUP_WRITE)
        || (groupReads && owner != 0);
  }

  private static int owner(Path file) throws IOException {
    return (Integer) Files.getAttribute(file, "unix:uid");
  }

  /** The user that this process runs as. */
  public static int ownId() throws IOException {
    return owner(Path.of("/proc/self"));
  }

  /** As {@code chmod} takes it. */
  private static String octal(Set<PosixFilePermission> mode) {
    int bits = 0;
    for (char letter : PosixFilePermissions.toString(mode).toCharArray()) {
      bits = bits << 1 | (letter == '-' ? 0 : 1);
    }
    return String.format("%04o", bits);
  }

  static CredentialUnusable unreadable(Path file, IOException fault) {
    if (fault instanceof NoSuchFileException) {
      return new CredentialUnusable(CredentialUnusable.Kind.MISSING, file + " is not there");
    }
    if (fault instanceof AccessDeniedException) {
      return CredentialUnusable.wrong(file + " cannot be read: permission denied");
    }
    String reason = fault instanceof FileSystemException named ? named.getReason() : null;
    return CredentialUnusable.wrong(
        file + " cannot be read: " + (reason == null ? fault.getMessage() : reason));
  }

  /**
   * By what a replaced file is noticed.
   *
   * @param key device and inode
   */
  public record Stamp(String key, long size, long modified) {

    /** Follows links, as a reader does. */
    public static Stamp of(Path file) throws IOException {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(
          String.valueOf(attributes.fileKey()),
          attributes.size(),
          attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
    }
  }
}
