// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope.content.format;

import java.io.IOException;
import java.io.OutputStream;

/** Bytes of one mock file: the same at every call, however large in bounded memory. */
@FunctionalInterface
public interface Content {

  /** Writes all bytes and flushes; does not close the stream. */
  void writeTo(OutputStream out) throws IOException;
}
