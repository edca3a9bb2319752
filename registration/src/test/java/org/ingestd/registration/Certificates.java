// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.ingestd.registration.credential.ClientCertificate.Place;
import org.ingestd.testbed.catalogue.http.TlsDoor;

/** What {@code test-data/certificates} holds, copied to where keys have the mode of keys. */
final class Certificates {

  static final Path ALL = Path.of("..", "test-data", "certificates").toAbsolutePath().normalize();

  private final Path folder;

  Certificates(Path folder) {
    this.folder = folder;
  }

  /** The door of a server that is who it says. */
  static TlsDoor door() {
    return door("server");
  }

  static TlsDoor door(String name) {
    return new TlsDoor(
        ALL.resolve(name + ".pem"), ALL.resolve(name + ".key"), ALL.resolve("site.pem"));
  }

  /** A copy that only its owner may read. */
  Path secret(String name) throws IOException {
    return withMode(name, "r--------");
  }

  Path withMode(String name, String mode) throws IOException {
    Path copy = folder.resolve(name);
    Files.deleteIfExists(copy);
    Files.copy(ALL.resolve(name), copy);
    return Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString(mode));
  }

  Place pair(String certificate, String key) throws IOException {
    return new Place.Pair(ALL.resolve(certificate), secret(key));
  }

  Place proxy(String name) throws IOException {
    return new Place.Proxy(secret(name));
  }
}
