// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.credential;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/** Reads a private key as OpenSSL writes it: PKCS#8, PKCS#1 (RSA) or SEC 1 (EC). */
final class PrivateKeys {

  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;
  private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};

  private PrivateKeys() {}

  /**
   * @param file for messages
   * @param partner the public key of the certificate
   */
  static PrivateKey of(List<PemBlock> blocks, Path file, PublicKey partner)
      throws CredentialUnusable {
    PemBlock block =
        blocks.stream()
            .filter(each -> each.label().endsWith("PRIVATE KEY"))
            .findFirst()
            .orElseThrow(() -> CredentialUnusable.wrong("No private key in " + file));
    if (block.isEncrypted()) {
      throw CredentialUnusable.wrong(
          "The private key in "
              + file
              + " is encrypted, and nobody is there to type its passphrase at night; write it"
              + " without one (openssl pkey -in OLD -out NEW) and chmod 0400 it");
    }
    try {
      byte[] der =
          block.label().equals("PRIVATE KEY") ? block.der() : wrapped(block.der(), partner);
      PrivateKey key =
          KeyFactory.getInstance(partner.getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(der));
      if (!fits(key, partner)) {
        throw CredentialUnusable.wrong("The key in " + file + " is not that of the certificate");
      }
      return key;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // Neither message nor cause goes on: both may quote what stands in the file.
      throw CredentialUnusable.wrong(
          "The private key in "
              + file
              + " cannot be read as that of the certificate, which is a "
              + partner.getAlgorithm()
              + " one");
    }
  }

  private static boolean fits(PrivateKey key, PublicKey partner) throws GeneralSecurityException {
    String algorithm =
        switch (partner.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> partner.getAlgorithm();
        };
    byte[] anything = {1, 2, 3};
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    signature.update(anything);
    byte[] signed = signature.sign();
    signature.initVerify(partner);
    signature.update(anything);
    return signature.verify(signed);
  }

  /**
   * PKCS#8 of a bare key (RFC 5208). What kind of key it is stands in the certificate, in the same
   * form: the first part of its SubjectPublicKeyInfo (RFC 5280, §4.1).
   */
  private static byte[] wrapped(byte[] bare, PublicKey partner) {
    ByteBuffer info = ByteBuffer.wrap(partner.getEncoded());
    enter(info);
    int begin = info.position();
    int length = enter(info);
    byte[] algorithm = new byte[info.position() - begin + length];
    info.position(begin);
    info.get(algorithm);
    return element(SEQUENCE, join(VERSION_0, algorithm, element(OCTET_STRING, bare)));
  }

  /** Moves behind tag and length; returns the length. */
  private static int enter(ByteBuffer der) {
    der.get();
    int first = der.get() & 0xFF;
    int length = first;
    if (first >= 0x80) {
      length = 0;
      for (int i = 0; i < first - 0x80; i++) {
        length = length << 8 | der.get() & 0xFF;
      }
    }
    return length;
  }

  private static byte[] element(int tag, byte[] content) {
    ByteArrayOutputStream element = new ByteArrayOutputStream();
    element.write(tag);
    if (content.length < 0x80) {
      element.write(content.length);
    } else {
      byte[] length = BigInteger.valueOf(content.length).toByteArray();
      int zero = length[0] == 0 ? 1 : 0;
      element.write(0x80 + length.length - zero);
      element.write(length, zero, length.length - zero);
    }
    element.writeBytes(content);
    return element.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
