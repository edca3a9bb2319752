// SPDX-License-Identifier: Apache-2.0
package org.ingestd.benchmarks;

import java.util.List;

/** Something that can be measured by its name; stands in the list of {@link BenchmarksMain}. */
public interface Load {

  /** One word, as typed after {@code benchmarks/run}. */
  String name();

  /** What is held against what, in one line. */
  String about();

  /**
   * Prepares, measures, cleans up after itself. Whatever it throws ends this load, not the others.
   */
  List<Finding> run(Workplace place) throws Exception;
}
