// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope.manifest;

/** The broken and odd things that instruments and people leave in data directories. */
public enum Oddity {
  /** No bytes. Held with {@code empty: hold}, the default. */
  EMPTY("empty", Fate.HELD),
  /**
   * Cut off in the middle. Only a source with {@code complete.format: fits} (or {@code tar}) can
   * see it; without, it is registered as it lies there.
   */
  TRUNCATED("truncated", Fate.HELD),
  NAME_WITH_SPACES("name-with-spaces", Fate.REGISTER),
  NAME_WITH_QUOTES("name-with-quotes", Fate.REGISTER),
  NAME_WITH_NEWLINE("name-with-newline", Fate.REGISTER),
  NAME_NOT_UTF8("name-not-utf8", Fate.REGISTER),
  /**
   * Complete, then after a pause overwritten in place with the same length; the later bytes count.
   */
  REWRITTEN("rewritten", Fate.REGISTER),
  /** Appended to with pauses between. */
  GROWING("growing", Fate.REGISTER),
  /** Complete, then removed after a pause. */
  VANISHING("vanishing", Fate.VANISHED),
  /** A symbolic link to a file written earlier. */
  LINK("link", Fate.IGNORED),
  FIFO("fifo", Fate.IGNORED),
  /** Half a file under a temporary name that is never renamed. */
  ENDLESS_TEMPORARY("endless-temporary", Fate.IGNORED);

  private final String key;
  private final Fate fate;

  Oddity(String key, Fate fate) {
    this.key = key;
    this.fate = fate;
  }

  public String key() {
    return key;
  }

  public Fate fate() {
    return fate;
  }
}
