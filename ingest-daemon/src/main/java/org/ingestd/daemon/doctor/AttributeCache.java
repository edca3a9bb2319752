// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.doctor;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * How old the attributes may be that a network file system shows of a file which another host
 * writes to: until then a file that grows can look quiet.
 */
final class AttributeCache {

  /** {@code acregmax} of nfs(5), shown among the options only if it is another. */
  private static final Duration USUAL = Duration.ofSeconds(60);

  private AttributeCache() {}

  /**
   * @param options of the mount, such as {@code acregmax=120} or {@code noac}
   */
  static Duration longest(List<String> options) {
    if (options.contains("noac")) {
      return Duration.ZERO;
    }
    return options.stream()
        .flatMap(option -> seconds(option))
        .reduce((first, later) -> later)
        .map(Duration::ofSeconds)
        .orElse(USUAL);
  }

  private static Stream<Long> seconds(String option) {
    int value = option.indexOf('=') + 1;
    boolean tells = option.startsWith("acregmax=") || option.startsWith("actimeo=");
    return tells && option.substring(value).matches("[0-9]{1,9}")
        ? Stream.of(Long.valueOf(option.substring(value)))
        : Stream.empty();
  }
}
