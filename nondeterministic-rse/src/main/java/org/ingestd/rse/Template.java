// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ingestd.rse.NamingSettings.Escape;
import org.ingestd.rse.escape.Alphabet;
import org.ingestd.rse.escape.HarmlessText;
import org.ingestd.rse.escape.HexEscape;

/**
 * Text with placeholders in braces. Bytes of a placeholder's value are escaped, the text between
 * stays as it is and must fit Rucio's alphabet by itself.
 *
 * <p>An empty {@code {dir}} takes one slash beside it along, so that <code>{dir}/{name}</code> is
 * always <code>{path}</code>.
 */
final class Template {

  static final String PATH = "path";
  static final String DIRECTORY = "dir";
  static final String NAME = "name";
  static final String NIGHT = "night";

  private static final Pattern TOKEN = Pattern.compile("\\{([^{}]*)}|[{}]|[^{}]+");
  private static final Pattern NIGHT_FORM = Pattern.compile("\\d{8}");

  /** What a template is for: its key in the configuration and the alphabet of the result. */
  enum Kind {
    SCOPE("naming.scope", Alphabet.SCOPE),
    DID("naming.did", Alphabet.NAME),
    DATASET("naming.dataset", Alphabet.NAME),
    CONTAINER("naming.container", Alphabet.NAME);

    private final String key;
    private final Alphabet alphabet;

    Kind(String key, Alphabet alphabet) {
      this.key = key;
      this.alphabet = alphabet;
    }
  }

  /** Either text that stays or the name of a value. */
  private record Part(String text, boolean isPlaceholder) {

    private boolean is(String placeholder) {
      return isPlaceholder && text.equals(placeholder);
    }
  }

  private final Kind kind;
  private final String template;
  private final List<Part> parts;

  private Template(Kind kind, String template, List<Part> parts) {
    this.kind = kind;
    this.template = template;
    this.parts = parts;
  }

  /**
   * @param fixed placeholders whose value is the same for all files
   * @param available the other placeholders
   * @throws IllegalArgumentException naming key, template and what is wrong with it
   */
  static Template parse(
      Kind kind, String template, Map<String, String> fixed, List<String> available) {
    Template parsed = new Template(kind, template, new ArrayList<>());
    Matcher token = TOKEN.matcher(template);
    while (token.find()) {
      String placeholder = token.group(1);
      if (placeholder == null) {
        parsed.addText(token.group());
      } else if (fixed.containsKey(placeholder)) {
        parsed.addText(fixed.get(placeholder));
      } else if (available.contains(placeholder)) {
        parsed.parts.add(new Part(placeholder, true));
      } else {
        throw parsed.wrong(
            "there is no {%s}; available: %s"
                .formatted(placeholder, placeholders(fixed.keySet(), available)));
      }
    }
    if (parsed.parts.isEmpty()) {
      throw parsed.wrong("it is empty");
    }
    return parsed;
  }

  private static String placeholders(Iterable<String> fixed, List<String> available) {
    List<String> all = new ArrayList<>(available);
    fixed.forEach(all::add);
    return all.stream().map(name -> "{" + name + "}").collect(Collectors.joining(" "));
  }

  private void addText(String text) {
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == '{' || character == '}') {
        throw wrong("a '" + character + "' has no partner");
      }
      if (!kind.alphabet.takes(character, parts.isEmpty() && i == 0)) {
        throw wrong(
            "'%s' cannot stand there; Rucio takes as %s %s"
                .formatted(
                    HarmlessText.of(Character.toString(character)),
                    kind.alphabet.what(),
                    kind.alphabet.allowed()));
      }
    }
    parts.add(new Part(text, false));
  }

  private IllegalArgumentException wrong(String why) {
    return new IllegalArgumentException(
        "%s: \"%s\": %s".formatted(kind.key, HarmlessText.of(template), why));
  }

  /** Whether it is the same for every file. */
  boolean isFixed() {
    return parts.stream().noneMatch(Part::isPlaceholder);
  }

  boolean uses(String placeholder) {
    return parts.stream().anyMatch(part -> part.is(placeholder));
  }

  /** Whether results can have slashes. Groups catch parts of a file's name, which has none. */
  boolean givesSlashes() {
    return uses(PATH)
        || uses(DIRECTORY)
        || parts.stream().anyMatch(part -> !part.isPlaceholder && part.text.indexOf('/') >= 0);
  }

  /** Names of the placeholders that it has a value to be put for. */
  Stream<String> placeholders() {
    return parts.stream().filter(Part::isPlaceholder).map(Part::text);
  }

  /**
   * @param values a value for each placeholder that is used
   */
  String fill(Map<String, byte[]> values, Escape escape) {
    StringBuilder filled = new StringBuilder();
    boolean dropsSlash = false;
    for (Part part : parts) {
      if (part.isPlaceholder) {
        byte[] value = values.getOrDefault(part.text, new byte[0]);
        switch (escape) {
          case HEX -> HexEscape.append(filled, value, kind.alphabet);
          case REFUSE -> filled.append(HarmlessText.of(value));
        }
        dropsSlash = value.length == 0 && part.is(DIRECTORY);
      } else {
        filled.append(
            part.text, dropsSlash && part.text.startsWith("/") ? 1 : 0, part.text.length());
        dropsSlash = false;
      }
    }
    if (dropsSlash && !filled.isEmpty() && filled.charAt(filled.length() - 1) == '/') {
      filled.setLength(filled.length() - 1);
    }
    return filled.toString();
  }

  /** Whether the path can be read back from a result, see {@link #path}. */
  boolean isReversible() {
    List<Part> folded = folded();
    return folded.stream().filter(part -> part.is(PATH)).count() == 1
        && folded.stream().allMatch(part -> !part.isPlaceholder || part.is(PATH) || part.is(NIGHT));
  }

  /**
   * The path that a result was made of.
   *
   * @return empty if the result is none of this template's or it is not reversible
   */
  Optional<byte[]> path(String filled, Escape escape) {
    if (!isReversible()) {
      return Optional.empty();
    }
    StringBuilder form = new StringBuilder();
    for (Part part : folded()) {
      form.append(part.is(PATH) ? "(.+)" : part.is(NIGHT) ? NIGHT_FORM : Pattern.quote(part.text));
    }
    Matcher matcher = Pattern.compile(form.toString(), Pattern.DOTALL).matcher(filled);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String path = matcher.group(1);
    return switch (escape) {
      case HEX -> HexEscape.back(path, kind.alphabet, matcher.start(1) == 0);
      case REFUSE -> Optional.of(path.getBytes(UTF_8));
    };
  }

  /** The parts with {@code {dir}/{name}} written as {@code {path}}. */
  private List<Part> folded() {
    List<Part> folded = new ArrayList<>();
    for (Part part : parts) {
      int last = folded.size() - 1;
      if (part.is(NAME)
          && last >= 1
          && folded.get(last).equals(new Part("/", false))
          && folded.get(last - 1).is(DIRECTORY)) {
        folded.remove(last);
        folded.set(last - 1, new Part(PATH, true));
      } else {
        folded.add(part);
      }
    }
    return folded;
  }

  @Override
  public String toString() {
    return template;
  }
}
