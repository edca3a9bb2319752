// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.model;

/** Regular expressions for addresses of web pages with places to be filled in. */
final class WebAddress {

  /** What may stand between places. */
  static final String PART = "[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]*";

  /** Up to the first place: nothing but https, so that no script can be led to. */
  static final String BEGIN = "https://[A-Za-z0-9.:-]+/" + PART;

  private WebAddress() {}
}
