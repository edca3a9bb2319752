// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.treefile;

import java.util.Map;
import org.apache.camel.support.DefaultComponent;

/**
 * What a URI says beside Camel's own options.
 *
 * @param source name of the configured source, whose directory is scanned
 * @param batch names a look at the journal, sightings a delivery; 1000 if it is not said
 */
public record TreeOptions(String source, int batch) {

  private static final int BATCH = 1000;

  /**
   * Takes them out of a URI's parameters: what is left there must be Camel's.
   *
   * @throws IllegalArgumentException if no source is named
   */
  public static TreeOptions taken(DefaultComponent component, Map<String, Object> parameters) {
    String source = component.getAndRemoveParameter(parameters, "source", String.class);
    if (source == null) {
      throw new IllegalArgumentException("The URI must say source=NAME");
    }
    return new TreeOptions(
        source, component.getAndRemoveParameter(parameters, "batch", Integer.class, BATCH));
  }
}
