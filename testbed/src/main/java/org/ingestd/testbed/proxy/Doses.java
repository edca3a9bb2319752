// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/** The doses that are given now, and how often each toxic struck. Thread-safe. */
final class Doses {

  private final Random random;
  private final List<Counted> given = new ArrayList<>();
  private CountDownLatch blackhole = new CountDownLatch(1);
  private long struck;

  private static final class Counted {
    final Dose dose;
    int fitting;
    int struck;

    Counted(Dose dose) {
      this.dose = dose;
    }
  }

  Doses(long seed) {
    this.random = new Random(seed);
  }

  synchronized void give(Dose dose) {
    given.add(new Counted(dose));
  }

  /** Nothing is spoilt from now on, and whoever is held in a blackhole is let go. */
  synchronized void clear() {
    given.clear();
    blackhole.countDown();
    blackhole = new CountDownLatch(1);
  }

  /** Opens when the doses are cleared. */
  synchronized CountDownLatch blackhole() {
    return blackhole;
  }

  synchronized long struck() {
    return struck;
  }

  /** What befalls one exchange, in the order in which the doses were given. */
  synchronized List<Toxic> strike(HttpMessage request) {
    List<Toxic> toxics = new ArrayList<>();
    for (Counted counted : given) {
      Dose dose = counted.dose;
      boolean over = dose.times() > 0 && counted.struck >= dose.times();
      if (!over && dose.fits(request) && ++counted.fitting % dose.nth() == 0 && lucky(dose)) {
        counted.struck++;
        toxics.add(dose.toxic());
      }
    }
    struck += toxics.isEmpty() ? 0 : 1;
    return toxics;
  }

  private boolean lucky(Dose dose) {
    return dose.share() >= 1 || random.nextDouble() < dose.share();
  }
}
