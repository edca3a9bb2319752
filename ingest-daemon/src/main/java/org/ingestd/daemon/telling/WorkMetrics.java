// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.telling;

import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.ingestd.routes.contract.SilentListener;

/** Counts what the daemon itself does: steps, commits, faults. Thread-safe. */
final class WorkMetrics extends SilentListener {

  /** The stage that beats even if there is nothing to do. */
  private static final String DAEMON = "daemon";

  private final Meters meters;
  private final Clock clock;

  /** Counters that alerts watch begin at 0, or their first event would not be an increase. */
  WorkMetrics(Meters meters, Clock clock) {
    this.meters = meters;
    this.clock = clock;
    refused("wrong", 0);
    refused("unseen", 0);
    for (String channel : List.of("webhook", "command")) {
      for (String result : List.of("sent", "failed", "lost")) {
        messages(channel, result, 0);
      }
    }
  }

  @Override
  public void notified(String channel, String result) {
    messages(channel, result, 1);
  }

  private void messages(String channel, String result, int more) {
    meters
        .counter(
            "ingestd.notifications",
            "Messages to others: sent; failed: a try; lost: given up",
            Tags.of("channel", channel, "result", result))
        .increment(more);
  }

  @Override
  public void certificateShown(Instant until) {
    meters.timestamp(
        "ingestd.page.certificate.expiry.timestamp.seconds",
        "When the certificate ends that the page shows to other machines",
        Tags.empty(),
        until);
  }

  @Override
  public void tokenRefused(String from, boolean unseen) {
    refused(unseen ? "unseen" : "wrong", 1);
  }

  private void refused(String result, int more) {
    meters
        .counter(
            "ingestd.page.refused.tokens",
            "Tokens that the page did not take: wrong, or unseen because of too many wrong ones",
            Tags.of("result", result))
        .increment(more);
  }

  @Override
  public void committed(int changes, Duration took) {
    meters
        .histogram(
            "ingestd.journal.commit",
            "Commits of the journal",
            Tags.empty(),
            Duration.ofMillis(1),
            Duration.ofSeconds(10))
        .record(took);
    meters
        .counter("ingestd.journal.changes", "Changes that became durable", Tags.empty())
        .increment(changes);
  }

  @Override
  public void stepped(String step, int files, Duration took) {
    Tags tags = Tags.of("step", step);
    meters.counter("ingestd.step.files", "Files that a step took in hand", tags).increment(files);
    meters
        .counter("ingestd.step.seconds", "Time spent in a step", tags)
        .increment(took.toNanos() / 1e9);
    heartbeat(step);
  }

  @Override
  public void alive() {
    heartbeat(DAEMON);
  }

  private void heartbeat(String stage) {
    meters.timestamp(
        "ingestd.heartbeat.timestamp.seconds",
        "When a stage last ended its work well; stage daemon: when every loop was last seen alive",
        Tags.of("stage", stage),
        clock.instant());
  }

  @Override
  public void failed(String where, Throwable fault) {
    meters
        .counter(
            "ingestd.failures",
            "Faults at the edge of a loop, which went on",
            Tags.of("where", place(where)))
        .increment();
  }

  /** Without the directory that a scan could not read: labels never hold names from disk. */
  private static String place(String where) {
    int colon = where.indexOf(':');
    return colon < 0 ? where : where.substring(0, colon);
  }

  @Override
  public void degraded(String what, String why) {
    meters.level(
        "ingestd.degraded",
        "1 while the daemon waits for this",
        Tags.of("what", what),
        why.isEmpty() ? 0 : 1);
  }
}
