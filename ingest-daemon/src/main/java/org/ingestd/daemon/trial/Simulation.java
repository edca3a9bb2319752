// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.trial;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;
import org.ingestd.journal.life.ProblemCode;
import org.jspecify.annotations.Nullable;

/**
 * What would become of all that is on disk, as {@code simulate --json} shows it, one object a
 * source.
 *
 * @param content what it would become
 * @param trouble what a person would be asked for
 * @param estimate how long it would take
 */
public record Simulation(
    String source,
    long files,
    long bytes,
    @JsonUnwrapped Content content,
    @JsonUnwrapped Trouble trouble,
    @JsonUnwrapped Estimate estimate) {

  /**
   * By dataset and by night.
   *
   * @param otherDatasets files of datasets beyond the first fifty thousand; null if there are none
   * @param nights files that would be registered, by night
   * @param rules the source's, in their order
   */
  public record Content(
      List<DatasetTally> datasets,
      @Nullable DatasetTally otherDatasets,
      List<NightTally> nights,
      List<RuleTally> rules) {}

  /**
   * Files that a rule would be for.
   *
   * @param when its conditions in words; null: every file
   */
  public record RuleTally(
      String expression, int copies, @Nullable String when, long files, long bytes) {}

  /**
   * @param night {@code YYYYMMDD} of the evening
   */
  public record NightTally(String night, long files, long bytes) {}

  /**
   * @param seconds roughly how long it would take to register all of it
   * @param rates what that rests on
   */
  public record Estimate(double seconds, Rates rates) {}

  /**
   * @param name null for files that no dataset takes
   */
  public record DatasetTally(@Nullable String name, long files, long bytes) {}

  /**
   * @param refused at most the first thousand; {@code held} counts all
   * @param collisions at most the first thousand, with at most twenty paths each; {@code held}
   *     counts all files
   * @param held files by problem
   */
  public record Trouble(
      List<Refused> refused, List<Collision> collisions, Map<ProblemCode, Long> held) {}

  /** A file that would be quarantined. */
  public record Refused(String path, @Nullable String pathBytes, ProblemCode problem, String why) {}

  /**
   * @param paths full ones, two or more; other sources' among them
   */
  public record Collision(String scope, String name, List<String> paths) {}
}
