// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.service;

import java.util.List;

/**
 * How the daemon is, for the service manager.
 *
 * @param sentence the first sentence of the page
 * @param dead loops that neither work nor have looked for work for too long; empty: all is well
 */
public record Vital(String sentence, List<String> dead) {

  public Vital {
    dead = List.copyOf(dead);
  }
}
