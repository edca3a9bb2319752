// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.nights;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.ingestd.routes.contract.CollectionSettings.RunningNumber;
import org.ingestd.routes.nights.NightReport.Awaited;
import org.ingestd.rse.NumberedName;
import org.ingestd.rse.NumberedName.Series;
import org.ingestd.rse.RawPath;

/**
 * A number that runs through the names: files that are alike but for it are a series, and a series
 * has every number from its first to the highest that arrived. That the highest is the last, no
 * number tells.
 */
final class ExpectedNumbers implements Expectation {

  private final NumberedName names;
  private final RunningNumber running;
  private final Map<Series, TreeSet<Long>> arrived = new TreeMap<>();
  private final Map<Series, Integer> widths = new TreeMap<>();

  ExpectedNumbers(Pattern pattern, RunningNumber running) {
    this.names = new NumberedName(pattern, running.group());
    this.running = running;
  }

  @Override
  public boolean asksForNames() {
    return true;
  }

  @Override
  public void arrived(RawPath path) {
    names
        .place(path)
        .ifPresent(
            place -> {
              arrived.computeIfAbsent(place.series(), s -> new TreeSet<>()).add(place.number());
              widths.merge(place.series(), place.digits(), Math::min);
            });
  }

  @Override
  public Awaited awaited(long files, int most) {
    long there = 0;
    long missing = 0;
    List<String> named = new ArrayList<>();
    for (Map.Entry<Series, TreeSet<Long>> series : arrived.entrySet()) {
      there += series.getValue().size();
      long next = running.first().orElse(series.getValue().first());
      for (long number : series.getValue()) {
        for (long gap = next; gap < number && named.size() < most; gap++) {
          named.add(series.getKey().name(gap, widths.getOrDefault(series.getKey(), 1)));
        }
        missing += Math.max(0, number - next);
        next = Math.max(next, number + 1);
      }
    }
    return new Awaited(Optional.of(there + missing), missing, named, Optional.empty());
  }
}
