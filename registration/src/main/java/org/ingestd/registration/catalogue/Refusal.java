// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.catalogue;

/** Every way in which Rucio, or the way to it, says no: a closed list. */
public enum Refusal {
  /** No answer, a broken one, 5xx that says nothing, 429, an open circuit: try again. */
  UNAVAILABLE(true),
  /** Sign-in refused, by Rucio or by the issuer of our tokens, or by the state of our own files. */
  SIGN_IN_FAILED(true),
  /** Signed in, but for another account than the configured one; nothing was done under it. */
  OTHER_ACCOUNT(true),
  /** Signed in, but not allowed. */
  NOT_PERMITTED(false),
  /** The DID exists with other size or checksum, or as another type. */
  CONFLICT(false),
  DATASET_CLOSED(false),
  /** The file is marked LOST in Rucio. */
  FILE_LOST(false),
  RSE_CLOSED(true),
  QUOTA(true),
  /** Scope, name, PFN or another field breaks the server's schema. */
  NAME_REFUSED(false),
  RULE_REFUSED(false),
  DID_UNKNOWN(false),
  SCOPE_UNKNOWN(false),
  RSE_UNKNOWN(false),
  RULE_UNKNOWN(false),
  /** The PFN does not fit the RSE's protocols. */
  PFN_REFUSED(false),
  /** Anything else that no repetition will change. */
  UNSUPPORTED(false);

  private final boolean retryable;

  Refusal(boolean retryable) {
    this.retryable = retryable;
  }

  /** Whether the same call may succeed later without anybody changing the request. */
  public boolean retryable() {
    return retryable;
  }
}
