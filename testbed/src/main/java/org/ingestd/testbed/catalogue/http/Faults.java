// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.ingestd.testbed.catalogue.exchange.Operation;
import org.jspecify.annotations.Nullable;

/** The faults that are switched on. Thread-safe. */
public final class Faults {

  private final Random random;
  private final List<Counted> active = new ArrayList<>();

  private static final class Counted {
    final Fault fault;
    int left;

    Counted(Fault fault) {
      this.fault = fault;
      this.left = fault.calls();
    }
  }

  /** What befalls one call: a delay, a failure, both or neither. */
  record Fate(Duration delay, Optional<Fault> failure) {}

  public Faults(long seed) {
    this.random = new Random(seed);
  }

  public synchronized void add(Fault fault) {
    active.add(new Counted(fault));
  }

  public synchronized void clear() {
    active.clear();
  }

  public synchronized List<Fault> list() {
    return active.stream().map(counted -> counted.fault).toList();
  }

  /** Of failures the first that was switched on counts; delays add up. */
  synchronized Fate fate(Operation operation) {
    Duration delay = Duration.ZERO;
    @Nullable Fault failure = null;
    for (Iterator<Counted> iterator = active.iterator(); iterator.hasNext(); ) {
      Counted counted = iterator.next();
      boolean isDelay = counted.fault.kind() == Fault.Kind.DELAY;
      if ((!isDelay && failure != null) || !strikes(counted, operation)) {
        continue;
      }
      if (isDelay) {
        delay = delay.plus(counted.fault.delay());
      } else {
        failure = counted.fault;
      }
      if (counted.fault.calls() > 0 && --counted.left == 0) {
        iterator.remove();
      }
    }
    return new Fate(delay, Optional.ofNullable(failure));
  }

  private boolean strikes(Counted counted, Operation operation) {
    double share = counted.fault.share();
    return counted.fault.concerns(operation) && (share >= 1 || random.nextDouble() < share);
  }
}
