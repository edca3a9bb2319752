// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.contract;

import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * An SSH server and how we sign in to it.
 *
 * @param knownHosts file with the server's key, as {@code ssh} keeps it; a server whose key is not
 *     there, or another one, is never talked to
 */
public record SftpHost(Address address, SignIn signIn, Path knownHosts) {

  public static final int DEFAULT_PORT = 22;

  /** Where it listens, and as whom we come. */
  public record Address(String user, String host, int port) {

    public Address {
      if (user.isEmpty() || host.isEmpty() || port < 1 || port > 65_535) {
        throw new IllegalArgumentException(user + "@" + host + ":" + port + " is no address");
      }
    }

    /** As it stands in known-hosts files: the port only where it is not the usual one. */
    public String knownAs() {
      return port == DEFAULT_PORT ? host : "[" + host + "]:" + port;
    }

    @Override
    public String toString() {
      String literal = host.contains(":") ? "[" + host + "]" : host;
      return user + "@" + literal + (port == DEFAULT_PORT ? "" : ":" + port);
    }
  }

  /** How we sign in. */
  public sealed interface SignIn {

    /** A private key without passphrase; the file is read at each connection. */
    record Key(Path file) implements SignIn {}

    /**
     * @param value looked up at each connection
     */
    record Password(Supplier<String> value) implements SignIn {

      /** Never the password. */
      @Override
      public String toString() {
        return "Password[]";
      }
    }
  }
}
