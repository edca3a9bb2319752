// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.sftp.connect;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.ingestd.routes.contract.SftpHost;

/** A file of servers' keys, as {@code ssh} keeps it (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT). */
public final class KnownHosts {

  private static final Set<PosixFilePermission> OWNER_ALONE =
      PosixFilePermissions.fromString("rw-------");

  private final Path file;

  public KnownHosts(Path file) {
    this.file = file;
  }

  /** What the file says of a server. */
  public enum Standing {
    /** This key is the server's. */
    TRUSTED,
    /** It has another key of the server's, and not this one. */
    ANOTHER,
    /** It has none. */
    UNKNOWN
  }

  /**
   * @throws IOException if the file is there and cannot be read
   */
  public Standing standing(SftpHost.Address address, ShownKey key) throws IOException {
    List<HostKey> known = keys(lines(), address);
    if (known.isEmpty()) {
      return Standing.UNKNOWN;
    }
    return known.stream().anyMatch(there -> there.getKey().equals(key.base64()))
        ? Standing.TRUSTED
        : Standing.ANOTHER;
  }

  /**
   * Stores the key, in one step: whoever reads the file meanwhile sees it before or after. Lines
   * with other keys of this server are taken out; the other lines stay as they are.
   *
   * @throws IOException if the file cannot be read or written, or a line names other hosts too
   */
  public void store(SftpHost.Address address, ShownKey key) throws IOException {
    List<String> kept = new ArrayList<>();
    for (String line : lines()) {
      if (keys(List.of(line), address).isEmpty()) {
        kept.add(line);
      } else if (line.strip().split("\\s+")[0].contains(",")) {
        throw new IOException(
            file + " has a line for " + address.knownAs() + " and other hosts; mend it by hand");
      }
    }
    kept.add(address.knownAs() + " " + key.type() + " " + key.base64());
    write(String.join("\n", kept) + "\n");
  }

  private List<String> lines() throws IOException {
    return Files.exists(file) ? Files.readAllLines(file, UTF_8) : List.of();
  }

  private static List<HostKey> keys(List<String> lines, SftpHost.Address address)
      throws IOException {
    JSch jsch = new JSch();
    try {
      jsch.setKnownHosts(new ByteArrayInputStream(String.join("\n", lines).getBytes(UTF_8)));
    } catch (JSchException e) {
      throw new IOException("It is no file of known hosts", e);
    }
    return Arrays.asList(jsch.getHostKeyRepository().getHostKey(address.knownAs(), null));
  }

  private void write(String content) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    try (FileChannel out =
        FileChannel.open(
            draft,
            Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
            PosixFilePermissions.asFileAttribute(OWNER_ALONE))) {
      ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
