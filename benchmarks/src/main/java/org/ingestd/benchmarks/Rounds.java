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

  /**
   * Each round begins with another contender, because what they work on may grow slower from turn
   * to turn (a catalogue does).
   */
  public Rounds run(int warmUps, int rounds) throws Exception {
    List<Map.Entry<String, Callable<Long>>> order = new ArrayList<>(contenders.entrySet());
    for (int round = -warmUps; round < rounds; round++) {
      for (Map.Entry<String, Callable<Long>> contender : order) {
        long taken = contender.getValue().call();
        if (round >= 0) {
          nanosOf(contender.getKey()).add(taken);
        }
      }
      Collections.rotate(order, 1);
    }
    return this;
  }

  /** The median of a contender's rounds. */
  public double seconds(String name) {
    return median(nanosOf(name).stream().map(nanos -> nanos / 1e9).toList());
  }

  /** The median of the ratios of each round: what disturbs a whole round disturbs both. */
  private double ratio(String above, String below) {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < nanosOf(above).size(); round++) {
      ratios.add((double) nanosOf(above).get(round) / nanosOf(below).get(round));
    }
    return median(ratios);
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** How many times as fast as the yardstick. */
  public Finding speed(String name, String yardstick, Finding.@Nullable Goal goal) {
    return new Finding(
        name + ", speed x " + yardstick, ratio(yardstick, name), goal, details(name, yardstick));
  }

  /** How many times the yardstick's time. */
  public Finding time(String name, String yardstick, Finding.@Nullable Goal goal) {
    return new Finding(
        name + ", time x " + yardstick, ratio(name, yardstick), goal, details(name, yardstick));
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
