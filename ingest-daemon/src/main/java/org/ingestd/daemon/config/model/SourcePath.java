// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import org.ingestd.routes.contract.SftpHost;
import org.ingestd.routes.contract.SftpHost.Address;

/**
 * The directory of a source.
 *
 * @param directory absolute, on the host that has it
 * @param address that host's SSH server; empty: this host
 */
public record SourcePath(Path directory, Optional<Address> address) {

  public static final String ALLOWED = "an absolute path, or sftp://USER@HOST[:PORT]/DIRECTORY";

  private static final String SFTP = "sftp:";

  /**
   * @throws IllegalArgumentException if it is neither
   */
  public static SourcePath parse(String text) {
    if (text.startsWith(SFTP)) {
      return remote(text);
    }
    return new SourcePath(absolute(text), Optional.empty());
  }

  private static Path absolute(String path) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("it begins with /");
    }
    return Path.of(path).normalize();
  }

  private static SourcePath remote(String text) {
    URI uri;
    try {
      uri = new URI(text).parseServerAuthority();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e.getReason(), e);
    }
    String user = uri.getUserInfo();
    if (uri.getHost() == null || user == null || user.isEmpty() || user.contains(":")) {
      throw new IllegalArgumentException(
          "one user's name and a host are needed; a password has its own key");
    }
    if (uri.getQuery() != null || uri.getFragment() != null) {
      throw new IllegalArgumentException("? and # are written %3F and %23");
    }
    int port = uri.getPort() < 0 ? SftpHost.DEFAULT_PORT : uri.getPort();
    String host = uri.getHost().replaceAll("^\\[|]$", "");
    return new SourcePath(absolute(uri.getPath()), Optional.of(new Address(user, host, port)));
  }

  public boolean isRemote() {
    return address.isPresent();
  }

  @Override
  public String toString() {
    return address.map(there -> "sftp://" + there).orElse("") + directory;
  }
}
