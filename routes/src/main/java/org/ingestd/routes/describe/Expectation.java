// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.describe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.checksum.Digests;

/** What is to be expected of a file by all that lies beside it. */
public sealed interface Expectation {

  /** Something that has to be there is not, or is still being written. */
  record Awaited(String why) implements Expectation {}

  /** Something beside it cannot be used, and no waiting changes that. */
  record Unusable(String why) implements Expectation {}

  /**
   * All is there.
   *
   * @param declarations of size and digests, by whomever
   * @param metadata of the JSON sidecar
   */
  record Known(List<Declaration> declarations, Optional<ObjectNode> metadata)
      implements Expectation {

    /** Nothing lies beside the file. */
    public static final Known NOTHING = new Known(List.of(), Optional.empty());

    public Known {
      declarations = List.copyOf(declarations);
    }

    /** Whether anything lies beside the file. */
    public boolean isSomething() {
      return !declarations.isEmpty() || metadata.isPresent();
    }

    /** What is declared, in words. */
    public String inWords() {
      return declarations.stream()
          .map(
              declared ->
                  declared.by()
                      + ": "
                      + (declared.size().isPresent()
                          ? "size " + declared.size().getAsLong() + " "
                          : "")
                      + declared.digests())
          .collect(Collectors.joining("; "));
    }

    /** Those of the source and those that are declared, so that each can be compared. */
    public Set<DigestAlgorithm> digests(Set<DigestAlgorithm> ofSource) {
      Set<DigestAlgorithm> all = EnumSet.noneOf(DigestAlgorithm.class);
      all.addAll(ofSource);
      declarations.forEach(declared -> all.addAll(declared.digests().keySet()));
      return all;
    }

    /** With both values; empty if the size is as declared. */
    public Optional<String> otherSize(long size) {
      return joined(declarations.stream().flatMap(d -> d.sizeDifference(size).stream()));
    }

    /** With both values of each; empty if all is as declared. */
    public Optional<String> difference(long size, Digests digests) {
      return joined(declarations.stream().flatMap(d -> d.differences(size, digests).stream()));
    }

    private static Optional<String> joined(Stream<String> sentences) {
      return sentences.reduce((one, other) -> one + "; " + other);
    }
  }
}
