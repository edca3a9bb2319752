// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal;

/** The journal cannot do its work; {@code kind} says what that means for the process. */
public final class JournalException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What is wrong. */
  public enum Kind {
    /** Another daemon holds it: exit 75. */
    LOCKED,
    /** The disk refused a read, a write or a force: exit 74, nothing more may be done. */
    IO,
    /** The system forbids us to read or write it: exit 77. */
    NOT_PERMITTED,
    /** Its directory cannot be made: exit 73. */
    CANNOT_CREATE,
    /** No space left: wait, it may heal. */
    FULL,
    /** Damaged, older than it should be, or gone: exit 65. */
    DAMAGED,
    /** Written by a newer program: exit 78. */
    NEWER
  }

  private final Kind kind;

  public JournalException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public JournalException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
