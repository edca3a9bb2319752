// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.wire;

/**
 * The Rucio version that is played, with the differences between 32, 35, 38 and 41 that were seen
 * on real servers.
 *
 * @param text as {@code GET /ping} answers, e.g. {@code 41.5.1}
 */
public record ServerVersion(String text) {

  public static final ServerVersion V41 = new ServerVersion("41.5.1");
  public static final ServerVersion V38 = new ServerVersion("38.6.4");
  public static final ServerVersion V35 = new ServerVersion("35.9.2");
  public static final ServerVersion V32 = new ServerVersion("32.8.6");

  public ServerVersion {
    if (!text.matches("[0-9]+\\..+")) {
      throw new IllegalArgumentException("'" + text + "' is no version like 41.5.1");
    }
  }

  public int major() {
    return Integer.parseInt(text.substring(0, text.indexOf('.')));
  }

  public boolean slashInNames() {
    return major() >= 38;
  }

  public int shortestName() {
    return major() >= 35 ? 1 : 2;
  }

  /** What passes the schema; the database keeps 250, and fails for what is longer. */
  public int longestName() {
    return major() >= 35 ? 250 : 251;
  }

  /** The regular expression that error messages quote. */
  public String namePattern() {
    if (slashInNames()) {
      return "^[/A-Za-z0-9][/A-Za-z0-9\\\\.\\\\-_]*$";
    }
    return "^[A-Za-z0-9][A-Za-z0-9\\\\.\\\\-_]" + (shortestName() == 1 ? "*$" : "{1,250}$");
  }

  /** Before 35 a DID that nobody knows had no rules. */
  public boolean refusesRulesOfUnknownDids() {
    return major() >= 35;
  }

  /** Before 37 a missing token was an authentication error. */
  public boolean missingTokenIsBadRequest() {
    return major() >= 37;
  }

  /** From 41 an empty list, and duplicates inside one request, are "unknown" database errors. */
  public boolean vagueDatabaseErrors() {
    return major() >= 41;
  }

  public boolean checksNewFilesOfReplicas() {
    return major() >= 41;
  }

  public boolean ignoresDuplicateCollections() {
    return major() >= 37;
  }

  /** Before, the server's own code failed at them. */
  public boolean knowsUnknownCollections() {
    return major() >= 38;
  }

  /** From 39 a boolean may be text or a number, and anything else is a 400. */
  public boolean readsBooleansFromText() {
    return major() >= 39;
  }

  /** A protocol's operation that is not supported: null from 39, 0 before. */
  public boolean unsupportedIsNull() {
    return major() >= 39;
  }

  /** What {@code /dids/bulkmeta} takes without {@code plugin}. */
  public String defaultBulkMetadataPlugin() {
    return major() >= 37 && major() <= 40 ? "JSON" : "DID_COLUMN";
  }
}
