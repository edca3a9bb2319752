// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.describe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.checksum.Digests;

/**
 * What a file beside it says a file has.
 *
 * @param by which file says so, as people know it
 * @param digests lower-case hex
 */
record Declaration(String by, OptionalLong size, Map<DigestAlgorithm, String> digests) {

  Declaration {
    digests = Map.copyOf(digests);
  }

  /** A sentence for each value that is another, with both; empty if all agree. */
  List<String> differences(long found, Digests read) {
    List<String> differences = new ArrayList<>(sizeDifference(found));
    new TreeMap<>(digests)
        .forEach(
            (algorithm, declared) -> {
              String is = read.get(algorithm).orElse("not computed");
              if (!is.equals(declared)) {
                differences.add(difference(algorithm.key(), declared, is));
              }
            });
    return differences;
  }

  List<String> sizeDifference(long found) {
    return size.isPresent() && size.getAsLong() != found
        ? List.of(difference("size", "" + size.getAsLong(), "" + found))
        : List.of();
  }

  private String difference(String what, String declared, String found) {
    return "%s: %s says %s, the file has %s".formatted(what, by, declared, found);
  }
}
