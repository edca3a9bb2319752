// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.claim;

import java.time.Duration;
import java.util.Locale;
import org.ingestd.journal.Claim.SizeClass;
import org.ingestd.journal.life.FileState;

/** Writes {@code journal:} URIs in words, for routes that read like sentences. Immutable. */
public record JournalUri(String uri) {

  /** Due files of a state. */
  public static JournalUri files(FileState state) {
    return new JournalUri("journal:" + state.name().toLowerCase(Locale.ROOT) + "?delay=500");
  }

  public JournalUri of(SizeClass size) {
    return with("size", size.name());
  }

  /** At most so many files at a time. */
  public JournalUri batch(int files) {
    return with("batch", files);
  }

  /** At most so many bytes at a time. */
  public JournalUri maxBytes(long bytes) {
    return with("maxBytes", bytes);
  }

  /** So many batches side by side. */
  public JournalUri sideBySide(int batches) {
    return with("concurrentConsumers", batches);
  }

  /** One more batch side by side that has live files alone, so that they wait for no backlog. */
  public JournalUri oneForLive() {
    return with("liveConsumers", 1);
  }

  /** Looks at least so often. */
  public JournalUri every(Duration pause) {
    return new JournalUri(uri.replaceFirst("delay=\\d+", "delay=" + pause.toMillis()));
  }

  /** Only while a BooleanSupplier of this name says true. */
  public JournalUri whileOpen(String gate) {
    return with("gate", "#" + gate);
  }

  private JournalUri with(String option, Object value) {
    return new JournalUri(uri + "&" + option + "=" + value);
  }
}
