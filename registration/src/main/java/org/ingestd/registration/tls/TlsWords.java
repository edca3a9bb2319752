// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.tls;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateRevokedException;
import org.jspecify.annotations.Nullable;

/** Why a server was not believed, in words. */
public final class TlsWords {

  private TlsWords() {}

  /** One line; for anything else than a doubted certificate the fault's own words. */
  public static String of(Throwable fault) {
    CertificateRevokedException revoked = find(fault, CertificateRevokedException.class);
    if (revoked != null) {
      return "its certificate was revoked on " + revoked.getRevocationDate().toInstant();
    }
    if (find(fault, CertificateExpiredException.class) != null) {
      return "its certificate has ended";
    }
    if (find(fault, CertificateNotYetValidException.class) != null) {
      return "its certificate is not valid yet; compare the clocks";
    }
    if (find(fault, CertPathBuilderException.class) != null) {
      return "no authority that we trust vouches for its certificate (rucio.ca)";
    }
    CertificateException doubt = find(fault, CertificateException.class);
    return doubt == null ? fault.toString() : "its certificate is refused: " + doubt.getMessage();
  }

  private static <T extends Throwable> @Nullable T find(Throwable fault, Class<T> type) {
    for (Throwable each = fault; each != null; each = each.getCause()) {
      if (type.isInstance(each)) {
        return type.cast(each);
      }
    }
    return null;
  }
}
