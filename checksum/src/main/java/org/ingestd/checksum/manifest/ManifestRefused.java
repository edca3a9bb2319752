// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum.manifest;

/** A line of a manifest cannot be understood; the message names line, text and what is allowed. */
public final class ManifestRefused extends Exception {

  private static final long serialVersionUID = 1L;

  ManifestRefused(String message) {
    super(message);
  }
}
