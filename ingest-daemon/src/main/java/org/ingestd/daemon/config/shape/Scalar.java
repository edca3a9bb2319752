// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.shape;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.ingestd.daemon.config.yaml.YamlNode.Kind;

/**
 * How a single value is written.
 *
 * @param kinds what YAML may take it for
 * @param allowed completes "must be …"
 * @param convert its parse throws IllegalArgumentException that says why not
 * @param schema the JSON schema of it
 */
public record Scalar<T>(
    Class<T> type,
    Set<Kind> kinds,
    String allowed,
    Conversion<T> convert,
    Map<String, Object> schema) {

  /** Both ways between text and value. */
  public record Conversion<T>(Function<String, T> parse, Function<T, String> print) {}

  public T parse(String text) {
    return convert.parse().apply(text);
  }

  /**
   * @param value of this scalar's type
   */
  public String print(Object value) {
    return convert.print().apply(type.cast(value));
  }
}
