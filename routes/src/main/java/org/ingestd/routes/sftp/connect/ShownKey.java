// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.sftp.connect;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.UserInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.ingestd.routes.contract.SftpHost;
import org.jspecify.annotations.Nullable;

/**
 * The key that a server shows.
 *
 * @param type e.g. {@code ssh-ed25519}
 * @param base64 as it stands in known-hosts files
 */
public record ShownKey(String type, String base64) {

  private static final Path NO_FILE = Path.of("/dev/null");

  /**
   * Asks a server for its key; nobody signs in.
   *
   * @throws IOException if it does not answer as an SSH server does
   */
  public static ShownKey of(SftpHost.Address address) throws IOException {
    SftpHost host = new SftpHost(address, new SftpHost.SignIn.Password(() -> ""), NO_FILE);
    Session session;
    try {
      session = new Connector(host).session();
    } catch (JSchException e) {
      throw new IOException("No session can be made for " + address, e);
    }
    session.setHostKeyRepository(new NothingKnown());
    try {
      session.connect(Connector.TIMEOUT_MILLIS);
    } catch (JSchException e) {
      HostKey shown = session.getHostKey();
      if (shown != null) {
        return of(shown);
      }
      throw new IOException(address + " shows no key: " + e.getMessage(), e);
    } finally {
      session.disconnect();
    }
    throw new IOException(address + " was let in with a key that nobody knows");
  }

  static ShownKey of(HostKey key) {
    return new ShownKey(key.getType(), key.getKey());
  }

  /** As {@code ssh} and {@code ssh-keygen -l} show it: {@code SHA256:…}. */
  public String fingerprint() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(Base64.getDecoder().decode(base64));
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK must have SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return type + " " + fingerprint();
  }

  /** Every key is unknown, so that the session ends before anything secret is said. */
  private static final class NothingKnown implements HostKeyRepository {

    @Override
    public int check(String host, byte[] key) {
      return NOT_INCLUDED;
    }

    @Override
    public void add(HostKey hostkey, @Nullable UserInfo ui) {}

    @Override
    public void remove(String host, @Nullable String type) {}

    @Override
    public void remove(String host, @Nullable String type, byte @Nullable [] key) {}

    @Override
    public String getKnownHostsRepositoryID() {
      return "none";
    }

    @Override
    public HostKey[] getHostKey() {
      return new HostKey[0];
    }

    @Override
    public HostKey[] getHostKey(@Nullable String host, @Nullable String type) {
      return new HostKey[0];
    }
  }
}
