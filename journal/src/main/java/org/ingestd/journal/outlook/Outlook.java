// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.outlook;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Questions of people to a journal. Thread-safe; every method sees what was durable before. */
public interface Outlook {

  /**
   * The next files that a filter lets through. However many files there are and however few of them
   * are wanted, one call looks at a bounded number of rows: a slice may have fewer files than asked
   * for, or none, and yet not be the last one.
   *
   * @param after where the slice before ended; empty for the first one
   * @param limit at most so many files
   */
  FileSlice slice(FileFilter filter, SliceStart after, int limit);

  /**
   * What is in the way of files, the most severe first.
   *
   * @param examples at most so many files of each, those first that have waited for longest
   */
  List<ProblemGroup> problems(int examples);

  /** How far rules are, by source, expression and state. */
  List<RuleTally> rules();

  /**
   * How many copies came and failed lately, by source and expression; those of which neither is
   * known are left out.
   */
  List<CopyTally> copies(Instant now);

  /**
   * What operators did to files, the latest first.
   *
   * @param before only acts with a smaller number; {@link Long#MAX_VALUE} for the first page
   */
  List<OperatorAct> acts(long before, int limit);

  /**
   * What operators did to sources as a whole, the latest first.
   *
   * @param before only acts with a smaller number; {@link Long#MAX_VALUE} for the first page
   */
  List<SourceAct> sourceActs(long before, int limit);

  /** How many files stood where, oldest first; as many points as the span keeps. */
  List<Sample> samples(SampleSpan span);

  /** The newest night that files are known of and that can have begun by now. */
  Optional<NightTotal> newestNight(Instant now);

  /** What came into each source lately, by its name; those that never had a file are left out. */
  Map<String, Arrivals> arrivals(Instant now);
}
