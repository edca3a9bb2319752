// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.life;

/** A change of state that the table in {@link LifeCycle} does not allow: a fault of the program. */
public final class IllegalTransition extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  private final long file;
  private final FileState from;
  private final FileState to;

  public IllegalTransition(long file, FileState from, FileState to) {
    super("File " + file + " must not go from " + from + " to " + to);
    this.file = file;
    this.from = from;
    this.to = to;
  }

  public long file() {
    return file;
  }

  public FileState from() {
    return from;
  }

  public FileState to() {
    return to;
  }
}
