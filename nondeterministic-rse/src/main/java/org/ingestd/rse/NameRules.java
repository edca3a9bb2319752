// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse;

import static org.ingestd.rse.version.RucioDifference.ONE_CHARACTER_NAMES;
import static org.ingestd.rse.version.RucioDifference.SLASH_IN_NAMES;

import java.util.Optional;
import org.ingestd.rse.escape.Alphabet;
import org.ingestd.rse.escape.HarmlessText;
import org.ingestd.rse.version.RucioVersion;

/**
 * What a Rucio server of a version takes as scope and name (generic schema; rucio/common/schema).
 *
 * @param server who has these rules, for messages, e.g. {@code Rucio 35.9.2}
 */
public record NameRules(boolean slashAllowed, int shortestName, String server) {

  /** For servers of 38 and later, and before the version is known. */
  public static final NameRules NEWEST = new NameRules(true, 1, "Rucio 38 or later");

  static final int LONGEST_NAME = 250;
  static final int LONGEST_SCOPE = 25;
  static final int SLASH_SINCE = SLASH_IN_NAMES.since();

  public NameRules {
    if (shortestName < 1 || server.isBlank()) {
      throw new IllegalArgumentException(
          "Rules need a shortest name of 1 or more and a server: " + shortestName + ", " + server);
    }
  }

  /**
   * @param serverVersion as {@code GET /ping} answers, e.g. {@code 35.9.2}
   */
  public static NameRules ofServer(String serverVersion) {
    RucioVersion version = new RucioVersion(serverVersion);
    return new NameRules(
        version.has(SLASH_IN_NAMES),
        version.has(ONE_CHARACTER_NAMES) ? 1 : 2,
        "Rucio " + HarmlessText.of(serverVersion.strip()));
  }

  /** Why this name is refused, in words that quote the rule; empty if it is fine. */
  public Optional<String> whyNotName(String name) {
    Optional<String> alphabet = whyNot("name", name, Alphabet.NAME, LONGEST_NAME);
    if (alphabet.isPresent()) {
      return alphabet;
    }
    if (!slashAllowed && name.indexOf('/') >= 0) {
      return Optional.of(
          "The name '%s' has a slash; %s takes names with slashes only from version %d on"
              .formatted(name, server, SLASH_SINCE));
    }
    if (name.length() < shortestName) {
      return Optional.of(
          "The name '%s' has %d character; %s wants at least %d"
              .formatted(name, name.length(), server, shortestName));
    }
    return Optional.empty();
  }

  /** Why this scope is refused; empty if it is fine. */
  public Optional<String> whyNotScope(String scope) {
    return whyNot("scope", scope, Alphabet.SCOPE, LONGEST_SCOPE);
  }

  private Optional<String> whyNot(String what, String value, Alphabet alphabet, int longest) {
    if (value.isEmpty()) {
      return Optional.of("The %s is empty; %s wants one".formatted(what, server));
    }
    for (int i = 0; i < value.length(); i++) {
      if (!alphabet.takes(value.charAt(i), i == 0)) {
        return Optional.of(
            "The %s '%s' has '%s' at position %d; %s takes %s"
                .formatted(
                    what,
                    HarmlessText.of(value),
                    HarmlessText.of(Character.toString(value.codePointAt(i))),
                    i + 1,
                    server,
                    alphabet.allowed()));
      }
    }
    if (value.length() > longest) {
      return Optional.of(
          "The %s '%s' has %d characters; %s takes at most %d"
              .formatted(what, value, value.length(), server, longest));
    }
    return Optional.empty();
  }
}
