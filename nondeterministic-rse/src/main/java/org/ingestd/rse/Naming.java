// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse;

import java.time.Instant;

/** Names files by a source's settings and a server's rules. Pure arithmetic; thread-safe. */
public final class Naming {

  /**
   * @param source the source's name, for {@code {source}}
   * @throws IllegalArgumentException if a template names a placeholder that the pattern does not
   *     give, naming both
   */
  public Naming(String source, NamingSettings settings, NameRules rules) {
    throw new UnsupportedOperationException(source + settings + rules);
  }

  /**
   * @param path relative to the RSE's root
   * @param modified the file's modification time, for the night if nothing better says it
   */
  public NamingResult name(RawPath path, Instant modified) {
    throw new UnsupportedOperationException();
  }
}
