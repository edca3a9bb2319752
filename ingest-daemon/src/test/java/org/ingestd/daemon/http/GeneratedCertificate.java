// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.ingestd.registration.credential.ClientCertificate;

/** A new key and a certificate for localhost by itself, made by the JDK's keytool. */
public record GeneratedCertificate(X509Certificate certificate, Key key) {

  private static final String PASSWORD = "of-a-test";

  /**
   * @param times further options of keytool, such as {@code -startdate -2d -validity 1}
   */
  public static GeneratedCertificate make(Path folder, String... times) throws Exception {
    Path store = Files.createTempDirectory(folder, "keys").resolve("store.p12");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-alias",
                "page",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1"));
    command.addAll(List.of(times));
    Process keytool =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException(Files.readString(folder.resolve("keytool.log")));
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return new GeneratedCertificate(
        (X509Certificate) keys.getCertificate("page"), keys.getKey("page", PASSWORD.toCharArray()));
  }

  /** Where {@link #putIn} puts both. */
  public static ClientCertificate.Place.Pair place(Path folder) {
    return new ClientCertificate.Place.Pair(folder.resolve("page.pem"), folder.resolve("page.key"));
  }

  /** Replaces both files, one after the other, each in one go. */
  public void putIn(Path folder) throws Exception {
    putKeyIn(folder);
    putCertificateIn(folder);
  }

  public void putCertificateIn(Path folder) throws Exception {
    replace(place(folder).certificate(), pem("CERTIFICATE", certificate.getEncoded()));
  }

  public void putKeyIn(Path folder) throws Exception {
    replace(place(folder).key(), pem("PRIVATE KEY", key.getEncoded()));
  }

  /** As certbot and careful people do. */
  public static void replace(Path file, String text) throws Exception {
    Path draft = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text);
    Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String pem(String label, byte[] content) {
    String lines = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(content);
    return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
  }
}
