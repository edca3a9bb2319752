// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http;

import java.util.List;

/**
 * The body of {@code /health/live} and {@code /health/ready}.
 *
 * @param ready the journal is open and each source was scanned once
 * @param degraded what is waited for, in words; an outage of Rucio does not make the daemon unready
 * @param dead loops without success for too long
 */
public record HealthView(boolean ready, List<String> degraded, List<String> dead) {

  public HealthView {
    degraded = List.copyOf(degraded);
    dead = List.copyOf(dead);
  }
}
