// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.demo;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ingestd.daemon.terminal.Amounts;
import org.ingestd.daemon.terminal.Terminal;
import org.ingestd.journal.Census;
import org.ingestd.journal.life.FileState;
import org.ingestd.testbed.telescope.manifest.ManifestEntry;
import org.ingestd.testbed.telescope.manifest.WrittenBytes;

/** The end of the demonstration: plain numbers, one a line, that a script can compare. */
final class DemoTable {

  private final Terminal terminal;

  DemoTable(Terminal terminal) {
    this.terminal = terminal;
  }

  /** What is shown. */
  record Numbers(
      List<ManifestEntry> produced, Census census, CopyProof.Outcome proof, Latencies latencies) {

    long safe() {
      return LiveLine.count(census, FileState.SAFE);
    }

    /** Whether every number and every byte agrees. */
    boolean agree() {
      long files = produced.size();
      return proof.faults().isEmpty() && proof.registered() == files && safe() == files;
    }

    long bytes() {
      return produced.stream()
          .map(ManifestEntry::content)
          .flatMap(Optional::stream)
          .mapToLong(WrittenBytes::size)
          .sum();
    }
  }

  void print(Numbers numbers) {
    row("bytes", numbers.bytes());
    for (FileState state : FileState.values()) {
      long count = LiveLine.count(numbers.census(), state);
      if (count > 0 && state != FileState.SAFE) {
        row(state.name(), count);
      }
    }
    double seconds = numbers.latencies().whole().toMillis() / 1000.0;
    if (seconds > 0) {
      row("files/s", String.format(Locale.ROOT, "%.1f", numbers.safe() / seconds));
    }
    spread("closed → registered", numbers.latencies().untilRegistered());
    spread("closed → safe", numbers.latencies().untilSafe());
    row("copies checked", numbers.proof().copies());
    row("copies that differ", numbers.proof().faults().size());
    row("produced", numbers.produced().size());
    row("registered", numbers.proof().registered());
    row("SAFE", numbers.safe());
    terminal.out().flush();
  }

  private void spread(String name, Optional<Latencies.Spread> spread) {
    spread.ifPresent(
        times ->
            row(
                name,
                "p50 " + Amounts.seconds(times.p50()) + ", p95 " + Amounts.seconds(times.p95())));
  }

  private void row(String name, Object value) {
    terminal.out().printf("%-22s %s%n", name, value);
  }
}
