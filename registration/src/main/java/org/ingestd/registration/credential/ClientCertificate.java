// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.credential;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A certificate with its key, ready to be shown to a server: a robot's or host's own, or a proxy of
 * one, with or without VOMS attributes.
 *
 * @param chain the one to show first, then whoever vouches for it
 */
public record ClientCertificate(List<X509Certificate> chain, PrivateKey key) {

  /** Of RFC 3820, and of the draft before it that old tools still write. */
  private static final List<String> PROXY_EXTENSIONS =
      List.of("1.3.6.1.5.5.7.1.14", "1.3.6.1.4.1.3536.1.222");

  private static final String VOMS_EXTENSION = "1.3.6.1.4.1.8005.100.100.5";

  /** Where it lies. */
  public sealed interface Place {

    /** Two files; the certificate's may hold those of authorities in between, too. */
    record Pair(Path certificate, Path key) implements Place {}

    /** One file with proxy, key and the certificates behind it. */
    record Proxy(Path file) implements Place {}

    /** The files that are read, the one with the key last. */
    default List<Path> files() {
      if (this instanceof Pair pair) {
        return List.of(pair.certificate(), pair.key());
      }
      return List.of(((Proxy) this).file());
    }
  }

  /**
   * @throws CredentialUnusable naming file and fault; a certificate out of its time is none
   */
  public static ClientCertificate read(Place place) throws CredentialUnusable {
    Path certificates = place.files().get(0);
    Path keys = place.files().get(place.files().size() - 1);
    List<PemBlock> secret = blocks(SecretFile.read(keys));
    List<PemBlock> open =
        keys.equals(certificates) ? secret : blocks(SecretFile.readAnybodys(certificates));
    List<X509Certificate> chain = certificates(open, certificates);
    return new ClientCertificate(chain, PrivateKeys.of(secret, keys, chain.get(0).getPublicKey()));
  }

  private static List<PemBlock> blocks(byte[] content) {
    return PemBlock.all(new String(content, StandardCharsets.ISO_8859_1));
  }

  private static List<X509Certificate> certificates(List<PemBlock> blocks, Path file)
      throws CredentialUnusable {
    List<X509Certificate> chain = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (PemBlock block : blocks) {
        if (block.label().equals("CERTIFICATE")) {
          chain.add(
              (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.der())));
        }
      }
    } catch (CertificateException | IllegalArgumentException e) {
      throw CredentialUnusable.wrong("A certificate in " + file + " cannot be read: " + e);
    }
    if (chain.isEmpty()) {
      throw CredentialUnusable.wrong("No PEM certificate in " + file);
    }
    return chain;
  }

  /** Whose it is: the subject behind all proxies, as Rucio compares it (RFC 2253). */
  public String subject() {
    X509Certificate own =
        chain.stream()
            .filter(certificate -> !isProxy(certificate))
            .findFirst()
            .orElse(chain.get(chain.size() - 1));
    return own.getSubjectX500Principal().getName();
  }

  public boolean isProxy() {
    return isProxy(chain.get(0));
  }

  /** Whether a VOMS server's attributes are in it. Rucio does not look at them. */
  public boolean hasVomsAttributes() {
    return chain.stream().anyMatch(each -> each.getExtensionValue(VOMS_EXTENSION) != null);
  }

  private static boolean isProxy(X509Certificate certificate) {
    String last = certificate.getSubjectX500Principal().getName().split(",", 2)[0];
    return PROXY_EXTENSIONS.stream().anyMatch(each -> certificate.getExtensionValue(each) != null)
        || last.equalsIgnoreCase("CN=proxy")
        || last.equalsIgnoreCase("CN=limited proxy");
  }

  /** When the first of the chain ends. */
  public Instant ends() {
    return chain.stream()
        .map(certificate -> certificate.getNotAfter().toInstant())
        .min(Instant::compareTo)
        .orElseThrow();
  }

  /** When the last of the chain begins. */
  public Instant begins() {
    return chain.stream()
        .map(certificate -> certificate.getNotBefore().toInstant())
        .max(Instant::compareTo)
        .orElseThrow();
  }

  /** Without the key. */
  @Override
  public String toString() {
    return (isProxy() ? "proxy of " : "certificate of ") + subject() + " until " + ends();
  }
}
