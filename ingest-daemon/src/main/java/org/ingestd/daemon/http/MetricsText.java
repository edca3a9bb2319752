// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http;

/**
 * All meters as one text.
 *
 * @param type for the header {@code Content-Type}
 */
public record MetricsText(String type, String body) {

  /** What every Prometheus understands. */
  public static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  /** The standard that came out of it. */
  public static final String OPEN_METRICS =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";

  /** The one of both that somebody who accepts these would like best. */
  public static String typeFor(String accept) {
    return accept.contains("application/openmetrics-text") ? OPEN_METRICS : PROMETHEUS;
  }
}
