// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An RSE as {@code GET /rses/{rse}} describes it (Rucio 32 to 41), reduced to what matters here.
 *
 * @param writable {@code availability_write}
 */
public record RseDescription(
    String name,
    boolean deterministic,
    boolean isVolatile,
    boolean writable,
    List<Protocol> protocols) {

  /**
   * One protocol of an RSE.
   *
   * @param port 0 if the RSE names none
   * @param implementation the class that parses PFNs on the server, e.g. {@code
   *     rucio.rse.protocols.gfal.Default}
   * @param wan priorities of the operations that are supported, 1 the best (0 from Rucio 39); an
   *     operation that is not supported is left out
   */
  public record Protocol(
      String scheme,
      String hostname,
      int port,
      String prefix,
      String implementation,
      Map<String, Integer> wan) {

    /** What {@code wan} names. */
    public static final Set<String> OPERATIONS = Set.of("read", "write", "delete");
  }
}
