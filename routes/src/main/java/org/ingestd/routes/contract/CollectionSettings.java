// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.contract;

import java.time.Duration;
import java.util.Optional;
import org.ingestd.journal.dataset.Filling;

/**
 * What becomes of a source's datasets, and what is expected of a night.
 *
 * @param container template of the name of the container that holds the datasets
 * @param filling how datasets are filled
 */
public record CollectionSettings(
    Optional<String> container, Filling filling, Closing closing, Expected expected) {

  /** Datasets as large as they get, open for ever, and nothing expected. */
  public static final CollectionSettings NONE =
      new CollectionSettings(
          Optional.empty(),
          Filling.UNLIMITED,
          new Closing(false, Optional.empty(), Optional.empty()),
          new Expected(Optional.empty(), Optional.empty(), Optional.empty()));

  /**
   * When a night is complete, so that its datasets are closed; all of it must hold.
   *
   * @param expected all that is expected has arrived
   * @param marker template of a file below the source that says so
   * @param after so long after the night's end
   */
  public record Closing(boolean expected, Optional<String> marker, Optional<Duration> after) {

    /** Whether nights are ever complete. */
    public boolean isAsked() {
      return expected || marker.isPresent() || after.isPresent();
    }
  }

  /**
   * What is expected of a night; one of it at most.
   *
   * @param count so many files
   * @param list template of the path of a file that names them
   * @param number that runs through the names
   */
  public record Expected(
      Optional<Long> count, Optional<String> list, Optional<RunningNumber> number) {

    public boolean isAsked() {
      return count.isPresent() || list.isPresent() || number.isPresent();
    }
  }

  /**
   * A group of the naming pattern that counts files.
   *
   * @param first empty: the smallest that arrived
   */
  public record RunningNumber(String group, Optional<Long> first) {}
}
