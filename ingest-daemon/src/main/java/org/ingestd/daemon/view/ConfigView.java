// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.view;

import java.util.List;

/**
 * What holds of the configuration, secrets masked, as {@code /api/config} shows it.
 *
 * @param file empty if it was not read from one
 */
public record ConfigView(String file, List<ValueView> values) {

  /**
   * @param key e.g. {@code sources[0].path}
   * @param value as JSON, or as it is written in the file
   * @param origin {@code FILE:LINE}, or {@code default}
   */
  public record ValueView(String key, Object value, String origin) {}
}
