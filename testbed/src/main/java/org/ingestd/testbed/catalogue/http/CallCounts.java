// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.http;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.ingestd.testbed.catalogue.exchange.Operation;

/** How often each operation was called, faults included. Thread-safe. */
public final class CallCounts {

  private final Map<Operation, LongAdder> counts = new EnumMap<>(Operation.class);

  public CallCounts() {
    for (Operation operation : Operation.values()) {
      counts.put(operation, new LongAdder());
    }
  }

  void count(Operation operation) {
    adder(operation).increment();
  }

  private LongAdder adder(Operation operation) {
    LongAdder adder = counts.get(operation);
    if (adder == null) {
      throw new IllegalStateException("No counter for " + operation);
    }
    return adder;
  }

  public long of(Operation operation) {
    return adder(operation).sum();
  }

  /** Calls that may change the catalogue. */
  public long writing() {
    return sum(true);
  }

  public long reading() {
    return sum(false);
  }

  private long sum(boolean writing) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().writes() == writing)
        .mapToLong(entry -> entry.getValue().sum())
        .sum();
  }

  /** By the operations' words; those never called are left out. */
  public Map<String, Long> byWord() {
    Map<String, Long> called = new TreeMap<>();
    counts.forEach(
        (operation, adder) -> {
          if (adder.sum() > 0) {
            called.put(operation.word(), adder.sum());
          }
        });
    return called;
  }

  public void reset() {
    counts.values().forEach(LongAdder::reset);
  }
}
