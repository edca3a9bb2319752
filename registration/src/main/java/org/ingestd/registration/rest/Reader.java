// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.rest;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;

/** Takes an answer of the expected status; may be called again for a repeated call. */
@FunctionalInterface
public interface Reader<T> {

  /**
   * @throws IOException if this is not a whole and proper answer
   */
  T read(HttpHeaders headers, InputStream body) throws IOException;

  /** For answers whose status says all. */
  Reader<Boolean> NOTHING =
      (headers, body) -> {
        body.readAllBytes();
        return true;
      };
}
