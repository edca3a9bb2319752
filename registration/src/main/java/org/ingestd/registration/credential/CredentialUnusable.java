// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.credential;

/** Something of ours cannot be used to sign in. The message names the place, never a secret. */
public final class CredentialUnusable extends Exception {

  private static final long serialVersionUID = 1L;

  /** What is wrong. */
  public enum Kind {
    /** It is not there, and may come. */
    MISSING,
    /** Its time is over, or has not begun. */
    OUT_OF_TIME,
    /** It is there and somebody must change it. */
    WRONG
  }

  private final Kind kind;

  public CredentialUnusable(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  static CredentialUnusable wrong(String message) {
    return new CredentialUnusable(Kind.WRONG, message);
  }
}
