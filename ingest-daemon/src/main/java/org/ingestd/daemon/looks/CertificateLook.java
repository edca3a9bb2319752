// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.looks;

import org.ingestd.daemon.http.door.ServedCertificate;

/** Whether somebody has renewed the certificate that the page shows to other machines. */
record CertificateLook(ServedCertificate certificate) implements Look {

  @Override
  public void look() {
    certificate.look();
  }
}
