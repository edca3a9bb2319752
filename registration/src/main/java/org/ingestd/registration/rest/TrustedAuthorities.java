// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.rest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Makes the TLS context that trusts the authorities of a PEM file or of a directory of them. */
public final class TrustedAuthorities {

  /** Grid directories also hold revocation lists, policies and name spaces: only these count. */
  private static final Pattern CERTIFICATE =
      Pattern.compile(
          "-----BEGIN (?:TRUSTED )?CERTIFICATE-----[^-]+-----END (?:TRUSTED )?CERTIFICATE-----");

  private static final long LARGEST = 16L << 20;

  private TrustedAuthorities() {}

  /**
   * @throws IllegalArgumentException naming the path if no certificate can be read there
   */
  public static SSLContext of(Path fileOrDirectory) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Path file : files(fileOrDirectory)) {
        add(file, store);
      }
      if (store.size() == 0) {
        throw new IllegalArgumentException(
            "No PEM certificate in " + fileOrDirectory + "; rucio.ca wants a file or a directory");
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException("Cannot read " + fileOrDirectory + ": " + e, e);
    }
  }

  private static List<Path> files(Path fileOrDirectory) throws IOException {
    if (!Files.isDirectory(fileOrDirectory)) {
      return List.of(fileOrDirectory);
    }
    try (Stream<Path> entries = Files.list(fileOrDirectory)) {
      return entries.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void add(Path file, KeyStore store) throws IOException, GeneralSecurityException {
    if (Files.size(file) > LARGEST) {
      return;
    }
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    Matcher found = CERTIFICATE.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
    while (found.find()) {
      byte[] pem = found.group().replace("TRUSTED ", "").getBytes(StandardCharsets.ISO_8859_1);
      store.setCertificateEntry(
          "authority-" + store.size(), factory.generateCertificate(new ByteArrayInputStream(pem)));
    }
  }
}
