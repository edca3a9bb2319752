// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.selection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.ingestd.rse.RawPath;

/**
 * A glob pattern on the bytes of a path, so that it works the same in every locale and on names
 * that are no text. {@code **}{@code /} matches any directories or none, {@code *} and {@code ?} do
 * not cross a slash, {@code [a-z]} and {@code {a,b}} as in shells, a backslash takes the next
 * character as it is. Immutable.
 */
public final class Glob {

  /** One character of UTF-8, or a byte that belongs to none. */
  private static final String ONE =
      "(?:[\\x00-\\x2e\\x30-\\x7f]|[\\xc0-\\xff][\\x80-\\xbf]*|[\\x80-\\xbf])";

  private final String text;
  private final Pattern pattern;

  /**
   * @throws IllegalArgumentException if the pattern is not complete, quoting it
   */
  public Glob(String text) {
    this.text = text;
    try {
      this.pattern = Pattern.compile(regex(text), Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("'" + text + "' is no glob pattern: " + e.getMessage(), e);
    }
  }

  public boolean matches(RawPath path) {
    return pattern.matcher(new String(path.bytes(), ISO_8859_1)).matches();
  }

  private static String regex(String text) {
    String glob = new String(text.getBytes(UTF_8), ISO_8859_1);
    StringBuilder regex = new StringBuilder();
    int i = 0;
    while (i < glob.length()) {
      i = append(glob, i, regex);
    }
    return regex.toString();
  }

  /** Translates what begins at {@code at}; returns where the next begins. */
  private static int append(String glob, int at, StringBuilder regex) {
    char c = glob.charAt(at);
    return switch (c) {
      case '*' -> stars(glob, at, regex);
      case '[' -> characters(glob, at, regex);
      case '\\' -> {
        String next = glob.substring(Math.min(at + 1, glob.length()));
        regex.append(Pattern.quote(next.isEmpty() ? "\\" : next.substring(0, 1)));
        yield at + 2;
      }
      default -> {
        regex.append(plain(glob, at, c));
        yield at + 1;
      }
    };
  }

  private static String plain(String glob, int at, char c) {
    return switch (c) {
      case '?' -> ONE;
      case '{' -> "(?:";
      case '}' -> ")";
      case ',' -> isInBraces(glob, at) ? "|" : ",";
      default -> Pattern.quote(String.valueOf(c));
    };
  }

  private static int stars(String glob, int at, StringBuilder regex) {
    boolean begins = at == 0 || glob.charAt(at - 1) == '/';
    if (begins && glob.startsWith("**/", at)) {
      regex.append("(?:.*/)?");
      return at + 3;
    }
    if (glob.startsWith("**", at)) {
      regex.append(".*");
      return at + 2;
    }
    regex.append("[^/]*");
    return at + 1;
  }

  private static int characters(String glob, int at, StringBuilder regex) {
    int end = glob.indexOf(']', at + 2);
    if (end < 0) {
      throw new PatternSyntaxException("[ without ]", glob, at);
    }
    String inside = glob.substring(at + 1, end);
    boolean not = inside.startsWith("!") || inside.startsWith("^");
    String set = (not ? inside.substring(1) : inside).replaceAll("([\\\\\\[&^])", "\\\\$1");
    regex.append("(?!/)[").append(not ? "^" : "").append(set).append(']');
    return end + 1;
  }

  private static boolean isInBraces(String glob, int at) {
    return glob.lastIndexOf('{', at) > glob.lastIndexOf('}', at);
  }

  @Override
  public String toString() {
    return text;
  }
}
