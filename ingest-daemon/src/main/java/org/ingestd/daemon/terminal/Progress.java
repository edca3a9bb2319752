// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.terminal;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/**
 * How far long work is: on a terminal a bar that is written over, elsewhere a line now and then;
 * nothing at all of work that is soon done. Thread-safe.
 */
public final class Progress implements AutoCloseable {

  private static final long SOON = 500_000_000L;
  private static final long BLINK = 100_000_000L;
  private static final long LINE = 30_000_000_000L;
  private static final int WIDTH = 30;
  private static final String WIPE = "\r\u001b[K";

  private final Screen screen;
  private final String what;
  private final LongFunction<String> amount;
  private final long total;
  private final LongSupplier nanos;
  private final long begun;
  private long done;
  private long shown;
  private boolean visible;

  /**
   * Where it is shown.
   *
   * @param terminal whether what is written can be written over
   */
  public record Screen(PrintWriter err, boolean terminal) {}

  /**
   * @param what is done, in a word or two
   * @param amount says so much of it
   * @param total how much there is; 0: not known
   */
  Progress(
      Screen screen, String what, LongFunction<String> amount, long total, LongSupplier nanos) {
    this.screen = screen;
    this.what = what;
    this.amount = amount;
    this.total = total;
    this.nanos = nanos;
    this.begun = nanos.getAsLong();
    this.shown = begun;
  }

  /** Of files, on stderr. */
  public static Progress ofFiles(Terminal terminal, String what, long total) {
    return new Progress(
        new Screen(terminal.err(), Tty.isStderr()),
        what,
        files -> String.format(Locale.ROOT, "%,d files", files),
        total,
        System::nanoTime);
  }

  /** Of bytes, on stderr. */
  public static Progress ofBytes(Terminal terminal, String what, long total) {
    return new Progress(
        new Screen(terminal.err(), Tty.isStderr()), what, Amounts::bytes, total, System::nanoTime);
  }

  public synchronized void add(long more) {
    done += more;
    long now = nanos.getAsLong();
    if (now - begun >= SOON && now - shown >= (screen.terminal() ? BLINK : LINE)) {
      shown = now;
      show(now);
    }
  }

  private void show(long now) {
    double seconds = (now - begun) / 1e9;
    String rate = amount.apply((long) (done / seconds)) + "/s";
    // A total that was counted before may be passed by what has come since.
    long all = Math.max(total, done);
    String of = total == 0 ? "" : " of " + amount.apply(all) + ", " + 100 * done / all + " %";
    String line = what + ": " + amount.apply(done) + of + ", " + rate;
    if (screen.terminal()) {
      screen.err().print(WIPE + (total == 0 ? "" : bar(done, all) + " ") + line);
      visible = true;
    } else {
      screen.err().println("ingestd: " + line);
    }
    screen.err().flush();
  }

  private static String bar(long done, long all) {
    int full = (int) (WIDTH * done / Math.max(1, all));
    return "[" + "#".repeat(full) + ".".repeat(WIDTH - full) + "]";
  }

  /** Makes room for a line of something else; the bar comes again. */
  public synchronized void wipe() {
    if (visible) {
      screen.err().print(WIPE);
      screen.err().flush();
      visible = false;
    }
  }

  @Override
  public void close() {
    wipe();
  }
}
