// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.wire;

import org.jspecify.annotations.Nullable;

/**
 * An error as Rucio's core raises it. Which HTTP status it gets depends on the endpoint, as with
 * real servers: what an endpoint does not expect becomes a 500.
 */
public final class RucioError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final @Nullable String exceptionClass;
  private final int status;

  private RucioError(@Nullable String exceptionClass, int status, String message) {
    super(message, null, false, false);
    this.exceptionClass = exceptionClass;
    this.status = status;
  }

  /** An exception of Rucio's whose status the endpoint decides. */
  public static RucioError of(String exceptionClass, String message) {
    return new RucioError(exceptionClass, 0, message);
  }

  /** An exception of Rucio's with the same status everywhere. */
  public static RucioError withStatus(int status, String exceptionClass, String message) {
    return new RucioError(exceptionClass, status, message);
  }

  /** A programming error of the server: 500, plain text, no exception class. */
  public static RucioError plainText(String message) {
    return new RucioError(null, 500, message);
  }

  public static RucioError didNotFound(String scope, String name) {
    return of("DataIdentifierNotFound", "Data identifier '" + scope + ":" + name + "' not found");
  }

  public static RucioError invalidObject(String what, String problem) {
    return of("InvalidObject", "Problem validating " + what + ": " + problem);
  }

  /** A duplicate primary key as PostgreSQL and SQLAlchemy word it. */
  public static RucioError uniqueViolation(String exceptionClass, String constraint, String key) {
    return of(
        exceptionClass,
        "('(psycopg.errors.UniqueViolation) duplicate key value violates unique constraint \""
            + constraint
            + "\"\\nDETAIL:  Key "
            + key
            + " already exists.',)");
  }

  /** Null for a plain-text error. */
  public @Nullable String exceptionClass() {
    return exceptionClass;
  }

  /** 0 if the endpoint decides. */
  public int status() {
    return status;
  }

  public String text() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
