// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.ingestd.registration.credential.PemBlock;

/**
 * The authorities of a PEM file or of a directory, with their revocation lists. A directory with
 * names as OpenSSL hashes them ({@code 0a1b2c3d.0}, lists {@code 0a1b2c3d.r0}), as in {@code
 * /etc/grid-security/certificates}, is read by these names only: a site that takes a name away
 * trusts that authority no more. From any other directory every PEM file is read.
 *
 * @param lists revocation lists; an authority without one is trusted without
 */
public record TrustedAuthorities(List<X509Certificate> certificates, List<X509CRL> lists) {

  private static final Pattern HASHED = Pattern.compile("[0-9a-f]{8}\\.(\\d+|r\\d+)");
  private static final long LARGEST = 64L << 20;

  /**
   * @throws IllegalArgumentException naming the path if no certificate can be read there
   */
  public static TrustedAuthorities read(Path fileOrDirectory) {
    TrustedAuthorities all = new TrustedAuthorities(new ArrayList<>(), new ArrayList<>());
    try {
      for (Path file : files(fileOrDirectory)) {
        all.add(file);
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException("Cannot read " + fileOrDirectory + ": " + e, e);
    }
    if (all.certificates.isEmpty()) {
      throw new IllegalArgumentException(
          "No PEM certificate in " + fileOrDirectory + "; rucio.ca wants a file or a directory");
    }
    return all;
  }

  /** These, and all that this host's Java trusts by itself. */
  TrustedAuthorities withThoseOfJava() throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    List<X509Certificate> all = new ArrayList<>(certificates);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager trusting) {
        all.addAll(List.of(trusting.getAcceptedIssuers()));
      }
    }
    return new TrustedAuthorities(all, lists);
  }

  /** The files that {@link #read} would read. */
  static List<Path> files(Path fileOrDirectory) throws IOException {
    if (!Files.isDirectory(fileOrDirectory)) {
      return List.of(fileOrDirectory);
    }
    try (Stream<Path> entries = Files.list(fileOrDirectory)) {
      List<Path> files = entries.filter(Files::isRegularFile).sorted().toList();
      List<Path> hashed =
          files.stream()
              .filter(file -> HASHED.matcher(file.getFileName().toString()).matches())
              .toList();
      return hashed.isEmpty() ? files : hashed;
    }
  }

  /** Grid directories also hold policies, name spaces and addresses: only PEM counts. */
  private void add(Path file) throws IOException, GeneralSecurityException {
    if (Files.size(file) > LARGEST) {
      throw new IOException(file + " is larger than 64 MiB");
    }
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    for (PemBlock block : PemBlock.all(Files.readString(file, StandardCharsets.ISO_8859_1))) {
      switch (block.label()) {
        case "CERTIFICATE", "TRUSTED CERTIFICATE" ->
            certificates.add((X509Certificate) factory.generateCertificate(content(block, file)));
        case "X509 CRL" -> lists.add((X509CRL) factory.generateCRL(content(block, file)));
        default -> {
          // a key beside a certificate, parameters: nothing to trust
        }
      }
    }
  }

  private static ByteArrayInputStream content(PemBlock block, Path file) throws IOException {
    try {
      return new ByteArrayInputStream(block.der());
    } catch (IllegalArgumentException e) {
      throw new IOException(block + " in " + file + " is not base64", e);
    }
  }

  /**
   * Checks chains against these authorities: signatures, times, and revocation wherever there is a
   * list. A list that should have been renewed does not stop the night, see {@code doctor}.
   */
  X509ExtendedTrustManager manager() throws GeneralSecurityException {
    Set<TrustAnchor> anchors = new HashSet<>();
    certificates.forEach(certificate -> anchors.add(new TrustAnchor(certificate, null)));
    PKIXBuilderParameters rules = new PKIXBuilderParameters(anchors, null);
    rules.setRevocationEnabled(false);
    if (!lists.isEmpty()) {
      rules.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(lists)));
      PKIXRevocationChecker revocation =
          (PKIXRevocationChecker) CertPathBuilder.getInstance("PKIX").getRevocationChecker();
      revocation.setOptions(
          EnumSet.of(
              PKIXRevocationChecker.Option.PREFER_CRLS,
              PKIXRevocationChecker.Option.NO_FALLBACK,
              PKIXRevocationChecker.Option.SOFT_FAIL));
      rules.addCertPathChecker(revocation);
    }
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(new CertPathTrustManagerParameters(rules));
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager checking) {
        return checking;
      }
    }
    throw new GeneralSecurityException("This Java has no PKIX trust manager");
  }
}
