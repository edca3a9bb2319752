// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.shrinking;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes a sequence that breaks something as short as it can: leaves out chunks, then one by one,
 * and tries the rest afresh each time. Deterministic if the trial is.
 *
 * <p>Shared with the model test of the pipeline, by the test jar of this module.
 */
public final class Shrinking<T> {

  /** Does a sequence from a fresh start. */
  public interface Trial<T> {

    /** What the sequence breaks; null if nothing. */
    @Nullable Throwable fault(List<T> sequence) throws Exception;
  }

  /** A sequence that breaks something, and what it breaks. */
  public record Counterexample<T>(List<T> sequence, Throwable fault) {
    public Counterexample {
      sequence = List.copyOf(sequence);
    }
  }

  private final int mostTries;
  private final Trial<T> trial;

  /**
   * @param mostTries after so many it is content with what it has: a trial may be slow
   */
  public Shrinking(int mostTries, Trial<T> trial) {
    this.mostTries = mostTries;
    this.trial = trial;
  }

  /**
   * @throws AssertionError with the seed and the short sequence if it breaks something
   */
  public void verify(long seed, List<T> sequence) throws Exception {
    Optional<Counterexample<T>> counterexample = counterexample(sequence);
    if (counterexample.isPresent()) {
      Counterexample<T> found = counterexample.get();
      String operations =
          found.sequence().stream()
              .map(T::toString)
              .collect(Collectors.joining("\n  ", "\n  ", "\n"));
      throw new AssertionError(
          "seed %d, %d operations of %d:%s"
              .formatted(seed, found.sequence().size(), sequence.size(), operations),
          found.fault());
    }
  }

  /** Empty if the whole sequence breaks nothing. */
  public Optional<Counterexample<T>> counterexample(List<T> sequence) throws Exception {
    Throwable fault = trial.fault(sequence);
    return fault == null ? Optional.empty() : Optional.of(new Search(sequence, fault).shortest());
  }

  private final class Search {
    private List<T> few;
    private Throwable fault;
    private int tries;

    Search(List<T> sequence, Throwable fault) {
      this.few = sequence;
      this.fault = fault;
    }

    /** Once more one by one after each success: what is left may go without it. */
    Counterexample<T> shortest() throws Exception {
      for (int size = few.size() / 2; size > 1; size /= 2) {
        leaveOut(size);
      }
      while (leaveOut(1)) {}
      return new Counterexample<>(few, fault);
    }

    /** From the end, since what comes after the fault goes cheaply, and users before the used. */
    private boolean leaveOut(int size) throws Exception {
      int before = few.size();
      for (int to = before; to > 0 && tries < mostTries; to -= size) {
        List<T> fewer = new ArrayList<>(few);
        fewer.subList(Math.max(0, to - size), to).clear();
        tries++;
        Throwable still = trial.fault(fewer);
        if (still != null) {
          few = fewer;
          fault = still;
        }
      }
      return few.size() < before;
    }
  }
}
