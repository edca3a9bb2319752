// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.describe;

import org.ingestd.routes.disk.MarkerTemplate;

/**
 * Where a file of checksums lies.
 *
 * @param isOfOneFile whether each file has its own; else it lists those of a directory
 */
public record ChecksumTemplate(MarkerTemplate template, boolean isOfOneFile) {

  /**
   * @param text as for markers; a plain name is one in the file's directory
   * @throws IllegalArgumentException if it names no file
   */
  public ChecksumTemplate(String text) {
    this(
        new MarkerTemplate(text.contains("{") || text.contains("/") ? text : "{dir}/" + text),
        text.contains("{path}") || text.contains("{name}") || text.contains("{stem}"));
  }
}
