// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.wire;

/**
 * The generic schema's rules for single fields (rucio/common/schema/generic.py), by hand because
 * every registered file passes through them.
 */
public final class FieldRules {

  private static final String SCOPE_PATTERN = "^[a-zA-Z_\\\\-.0-9]+$";

  /** Characters that the database keeps of a name. */
  private static final int COLUMN = 250;

  private final ServerVersion version;

  public FieldRules(ServerVersion version) {
    this.version = version;
  }

  /**
   * Gives the scope back if it is good.
   *
   * @param what named in the message, e.g. {@code attachments}
   */
  public String scope(String scope, String what) {
    if (scope.length() > 25) {
      throw RucioError.invalidObject(what, "'" + scope + "' is too long");
    }
    boolean good = !scope.isEmpty();
    for (int i = 0; i < scope.length() && good; i++) {
      char c = scope.charAt(i);
      good = alphanumeric(c) || c == '_' || c == '-' || c == '.';
    }
    if (!good) {
      throw doesNotMatch(what, scope, SCOPE_PATTERN);
    }
    return scope;
  }

  /** The same for a name that is to be stored. */
  public String newName(String name, String what) {
    if (name(name, what).length() > COLUMN) {
      throw RucioError.of("DatabaseException", "An unknown Database Exception has occurred.");
    }
    return name;
  }

  public String name(String name, String what) {
    if (name.length() > version.longestName()) {
      throw RucioError.invalidObject(what, "'" + name + "' is too long");
    }
    boolean slash = version.slashInNames();
    boolean good = name.length() >= version.shortestName();
    for (int i = 0; i < name.length() && good; i++) {
      char c = name.charAt(i);
      boolean inside = i > 0 && (c == '.' || c == '-' || c == '_');
      good = alphanumeric(c) || inside || (slash && c == '/');
    }
    if (!good) {
      throw doesNotMatch(what, name, version.namePattern());
    }
    return name;
  }

  public String hex(String value, int digits, String what) {
    boolean good = value.length() == digits;
    for (int i = 0; i < value.length() && good; i++) {
      good = Character.digit(value.charAt(i), 16) >= 0 && value.charAt(i) < 128;
    }
    if (!good) {
      throw doesNotMatch(what, value, digits == 8 ? "^[a-fA-F\\\\d]{8}$" : "^[a-fA-F\\\\d]{32}$");
    }
    return value;
  }

  public String rseName(String rse, String what) {
    if (!rse.matches("[A-Z0-9]+([_-][A-Z0-9]+)*")) {
      throw doesNotMatch(what, rse, "^([A-Z0-9]+([_-][A-Z0-9]+)*)$");
    }
    return rse;
  }

  private static RucioError doesNotMatch(String what, String value, String pattern) {
    return RucioError.invalidObject(
        what, "'" + value + "' does not match '" + pattern + "'\n\nFailed validating 'pattern'");
  }

  private static boolean alphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
