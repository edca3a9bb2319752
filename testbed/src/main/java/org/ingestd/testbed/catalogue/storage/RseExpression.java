// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.storage;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.ingestd.testbed.catalogue.wire.RucioError;
import org.jspecify.annotations.Nullable;

/**
 * RSE expressions with the grammar and the messages of Rucio: operators bind from left to right,
 * none before another; blanks are errors.
 */
public final class RseExpression {

  private static final String PRIMITIVE =
      "\\(*(?:[A-Za-z0-9._-]+[=<>][A-Za-z0-9_-]+|[A-Za-z0-9]+(?:[_-][A-Za-z0-9]+)*|\\*)\\)*";
  private static final Pattern SYNTAX =
      Pattern.compile(PRIMITIVE + "(?:[|&\\\\]" + PRIMITIVE + ")*");

  private final String text;
  private final Collection<Rse> all;
  private int position;

  private RseExpression(String text, Collection<Rse> all) {
    this.text = text;
    this.all = all;
  }

  /**
   * @throws RucioError InvalidRSEExpression for wrong syntax and for an empty result
   */
  public static Set<Rse> resolve(String expression, Collection<Rse> all) {
    checkParentheses(expression);
    if (!SYNTAX.matcher(expression).matches()) {
      throw invalid("Expression does not comply to RSE Expression syntax");
    }
    Set<Rse> result = new RseExpression(expression, all).terms();
    if (result.isEmpty()) {
      throw invalid("RSE Expression resulted in an empty set.");
    }
    return result;
  }

  private static void checkParentheses(String expression) {
    int open = 0;
    for (int i = 0; i < expression.length() && open >= 0; i++) {
      open += expression.charAt(i) == '(' ? 1 : expression.charAt(i) == ')' ? -1 : 0;
    }
    if (open != 0) {
      throw invalid("Problem with parentheses.");
    }
  }

  private Set<Rse> terms() {
    Set<Rse> result = term();
    while (position < text.length() && text.charAt(position) != ')') {
      char operator = text.charAt(position++);
      Set<Rse> right = term();
      if (operator == '|') {
        result.addAll(right);
      } else if (operator == '&') {
        result.retainAll(right);
      } else {
        result.removeAll(right);
      }
    }
    return result;
  }

  private Set<Rse> term() {
    if (text.charAt(position) == '(') {
      position++;
      Set<Rse> inside = terms();
      position++;
      return inside;
    }
    int start = position;
    while (position < text.length() && "|&\\()".indexOf(text.charAt(position)) < 0) {
      position++;
    }
    return matching(condition(text.substring(start, position)));
  }

  private Set<Rse> matching(Predicate<Rse> condition) {
    Set<Rse> matching = new LinkedHashSet<>();
    all.stream().filter(condition).forEach(matching::add);
    return matching;
  }

  private static Predicate<Rse> condition(String primitive) {
    if (primitive.equals("*")) {
      return rse -> true;
    }
    for (int i = 0; i < primitive.length(); i++) {
      String key = primitive.substring(0, i);
      String value = primitive.substring(Math.min(i + 1, primitive.length()));
      switch (primitive.charAt(i)) {
        case '=' -> {
          return rse -> equal(attribute(rse, key), value);
        }
        case '<' -> {
          return compared(key, value, (left, right) -> left < right);
        }
        case '>' -> {
          return compared(key, value, (left, right) -> left > right);
        }
        default -> {
          // Still inside the key.
        }
      }
    }
    return rse -> Boolean.TRUE.equals(rse.attributes().get(primitive));
  }

  private static Predicate<Rse> compared(
      String key, String value, BiPredicate<Double, Double> holds) {
    return rse -> {
      Object attribute = rse.attributes().get(key);
      try {
        return attribute != null
            && holds.test(Double.valueOf(attribute.toString()), Double.valueOf(value));
      } catch (NumberFormatException notNumeric) {
        return false;
      }
    };
  }

  /** Columns of the RSE row are asked like attributes. */
  private static @Nullable Object attribute(Rse rse, String key) {
    return switch (key) {
      case "rse_type" -> "DISK";
      case "deterministic" -> rse.deterministic();
      case "volatile", "staging_area" -> false;
      case "availability_read" -> rse.readable();
      case "availability_write" -> rse.writable();
      case "availability_delete" -> true;
      default -> rse.attributes().get(key);
    };
  }

  private static boolean equal(@Nullable Object attribute, String value) {
    if (attribute instanceof Boolean truth) {
      return value.equalsIgnoreCase(truth.toString());
    }
    return attribute != null && attribute.toString().equals(value);
  }

  private static RucioError invalid(String message) {
    return RucioError.of("InvalidRSEExpression", message);
  }
}
