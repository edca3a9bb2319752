// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum;

import java.io.IOException;
import java.io.InputStream;

/**
 * A file that can only be read from its beginning to its end, e.g. over a network. Faults are told
 * by class: {@code NoSuchFileException}, {@code AccessDeniedException}, any other {@code
 * IOException}.
 */
public interface StreamedFile {

  /** Looks at it now. */
  FileLook look() throws IOException;

  /** Opens what was a regular file a moment ago. The stream is closed by the reader. */
  InputStream open() throws IOException;
}
