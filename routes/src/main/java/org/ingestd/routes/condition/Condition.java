// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.condition;

import java.util.Optional;

/** One thing that must hold for a file. */
public sealed interface Condition {

  /** Whether it holds. */
  Verdict judge(Subject file);

  /** On what a group of the source's pattern caught in the file's name. */
  record OfGroup(String group, Values values) implements Condition {

    @Override
    public Verdict judge(Subject file) {
      return values.judge(group, Optional.ofNullable(file.groups().get(group)));
    }

    @Override
    public String toString() {
      return group + " " + values;
    }
  }

  /**
   * On a value of the file's metadata. Where the journal has lost what was found in a file, the
   * condition holds: rather a copy too many than one too few.
   */
  record OfMetadata(String key, Values values) implements Condition {

    @Override
    public Verdict judge(Subject file) {
      return file.metadata()
          .map(
              metadata ->
                  values.judge(
                      key,
                      Optional.of(metadata.path(key))
                          .filter(value -> !value.isMissingNode() && !value.isNull())
                          .map(value -> value.isValueNode() ? value.asText() : value.toString())))
          .orElseGet(() -> new Verdict(true, key + " is not known"));
    }

    @Override
    public String toString() {
      return key + " " + values;
    }
  }

  /**
   * On its size.
   *
   * @param from in bytes; itself is large enough
   * @param below in bytes; itself is too large
   */
  record OfSize(long from, long below) implements Condition {

    public OfSize {
      if (from < 0 || below <= from) {
        throw new IllegalArgumentException("no file has a size from " + from + " below " + below);
      }
    }

    @Override
    public Verdict judge(Subject file) {
      long size = file.size();
      return new Verdict(size >= from && size < below, "it has " + size + " bytes");
    }

    @Override
    public String toString() {
      String least = from > 0 ? "size from " + from : "size";
      return least + (below < Long.MAX_VALUE ? " below " + below : "") + " bytes";
    }
  }
}
