// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.sftp.connect;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.KeyPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The file of a private key. */
public final class KeyFile {

  private static final Set<PosixFilePermission> OTHERS =
      Set.copyOf(
          EnumSet.complementOf(
              EnumSet.of(
                  PosixFilePermission.OWNER_READ,
                  PosixFilePermission.OWNER_WRITE,
                  PosixFilePermission.OWNER_EXECUTE)));

  private KeyFile() {}

  /** Why it cannot be used, in words; empty if it can. Nothing of its content is told. */
  public static Optional<String> fault(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        return Optional.of("no file");
      }
      Set<PosixFilePermission> open = EnumSet.noneOf(PosixFilePermission.class);
      open.addAll(Files.getPosixFilePermissions(file));
      open.retainAll(OTHERS);
      if (!open.isEmpty()) {
        return Optional.of("others than its owner may use it; chmod 600");
      }
      if (!Files.isReadable(file)) {
        return Optional.of("cannot be read by this user");
      }
      return content(file);
    } catch (IOException e) {
      return Optional.of("cannot be read: " + e.getClass().getSimpleName());
    }
  }

  private static Optional<String> content(Path file) {
    try {
      KeyPair key = KeyPair.load(new JSch(), file.toString(), null);
      try {
        return key.isEncrypted()
            ? Optional.of("it has a passphrase, which nobody could enter; use a key without")
            : Optional.empty();
      } finally {
        key.dispose();
      }
    } catch (JSchException e) {
      return Optional.of("no private key that can be read here");
    }
  }
}
