// SPDX-License-Identifier: Apache-2.0
package org.ingestd.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Contenders in turn, round after round, so that whatever else the machine does falls on all of
 * them; then medians. Some rounds go before that count for nothing and warm up the JVM.
 */
public final class Rounds {

  private final Map<String, Callable<Long>> contenders = new LinkedHashMap<>();
  private final Map<String, List<Long>> nanos = new LinkedHashMap<>();

  /** A contender that is timed from outside. */
  public Rounds with(String name, Work work) {
    return timingItself(
        name,
        () -> {
          long from = System.nanoTime();
          work.run();
          return System.nanoTime() - from;
        });
  }

  /** A contender that says itself how many nanoseconds it took. */
  public Rounds timingItself(String name, Callable<Long> work) {
    contenders.put(name, work);
    nanos.put(name, new ArrayList<>());
    return this;
  }

  public Rounds run(int warmUps, int rounds) throws Exception {
    for (int round = -warmUps; round < rounds; round++) {
      for (Map.Entry<String, Callable<Long>> contender : contenders.entrySet()) {
        long taken = contender.getValue().call();
        if (round >= 0) {
          nanosOf(contender.getKey()).add(taken);
        }
      }
    }
    return this;
  }

  /** The median of a contender's rounds. */
  public double seconds(String name) {
    List<Long> sorted = new ArrayList<>(nanosOf(name));
    Collections.sort(sorted);
    int middle = sorted.size() / 2;
    long median =
        sorted.size() % 2 == 1
            ? sorted.get(middle)
            : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    return median / 1e9;
  }

  /** How many times as fast as the yardstick. */
  public Finding speed(String name, String yardstick, Finding.@Nullable Goal goal) {
    return new Finding(
        name + ", speed x " + yardstick,
        seconds(yardstick) / seconds(name),
        goal,
        details(name, yardstick));
  }

  /** How many times the yardstick's time. */
  public Finding time(String name, String yardstick, Finding.@Nullable Goal goal) {
    return new Finding(
        name + ", time x " + yardstick,
        seconds(name) / seconds(yardstick),
        goal,
        details(name, yardstick));
  }

  private Map<String, Object> details(String name, String yardstick) {
    return Map.of(
        "seconds", seconds(name),
        "yardstickSeconds", seconds(yardstick),
        "rounds", nanosOf(name).size(),
        "nanos", List.copyOf(nanosOf(name)),
        "yardstickNanos", List.copyOf(nanosOf(yardstick)));
  }

  private List<Long> nanosOf(String name) {
    List<Long> taken = nanos.get(name);
    if (taken == null) {
      throw new IllegalArgumentException("No contender '" + name + "' among " + nanos.keySet());
    }
    return taken;
  }

  /** Something to be timed. */
  public interface Work {
    void run() throws Exception;
  }
}
