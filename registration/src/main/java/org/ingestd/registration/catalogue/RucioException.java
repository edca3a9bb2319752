// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.catalogue;

/**
 * A call that did not succeed. Told apart by {@link #refusal}; the message is for people and never
 * holds a secret.
 */
public final class RucioException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Refusal refusal;
  private final int status;
  private final String exceptionClass;

  /**
   * @param status HTTP status, 0 if there was no answer
   * @param exceptionClass Rucio's, empty if it named none
   */
  public RucioException(Refusal refusal, int status, String exceptionClass, String message) {
    super(message);
    this.refusal = refusal;
    this.status = status;
    this.exceptionClass = exceptionClass;
  }

  public RucioException(Refusal refusal, String message, Throwable cause) {
    super(message, cause);
    this.refusal = refusal;
    this.status = 0;
    this.exceptionClass = "";
  }

  public Refusal refusal() {
    return refusal;
  }

  public int status() {
    return status;
  }

  public String exceptionClass() {
    return exceptionClass;
  }
}
