// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.disk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ingestd.rse.RawPath;

/**
 * The template of a marker's path: {@code {path}} is the file's path below the source, {@code
 * {dir}} its directory, {@code {name}} its name, {@code {stem}} the name without the last
 * extension. A template without {@code {path}} and {@code {dir}} names a file in the same
 * directory. Names are bytes: they pass through ISO 8859-1, which keeps each one.
 */
public final class MarkerTemplate {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{dir}/|\\{(?:path|dir|name|stem)}");

  /** Ends with a name: what is called just as the end of a marker, e.g. _done, marks nothing. */
  private static final String FILE = "(?:.*/)?[^/]+";

  private final String template;
  private final Pattern markerPath;

  /**
   * @throws IllegalArgumentException if the template names no file, or the file itself
   */
  public MarkerTemplate(String template) {
    String bytes = new String(template.getBytes(UTF_8), ISO_8859_1);
    if (PLACEHOLDER.matcher(bytes).replaceAll("").replace("/", "").isEmpty()) {
      throw new IllegalArgumentException("A file cannot be its own marker: '" + template + "'");
    }
    if (!PLACEHOLDER.matcher(bytes).find()) {
      throw new IllegalArgumentException(
          "Marker '" + template + "' is the same for all files; use {path}, {name} or {stem}");
    }
    boolean sibling = !bytes.contains("{path}") && !bytes.contains("{dir}");
    this.template = sibling ? "{dir}/" + bytes : bytes;
    this.markerPath = Pattern.compile(regex(this.template), Pattern.DOTALL);
  }

  private static String regex(String template) {
    StringBuilder regex = new StringBuilder();
    Matcher found = PLACEHOLDER.matcher(template);
    int from = 0;
    while (found.find()) {
      regex.append(Pattern.quote(template.substring(from, found.start())));
      boolean first = template.indexOf(found.group()) == found.start();
      regex.append(
          switch (found.group()) {
            case "{dir}/" -> first ? "(?<dir>(?:.*/)?)" : "(?:.*/)?";
            case "{dir}" -> ".+";
            case "{path}" -> first ? "(?<path>" + FILE + ")" : FILE;
            case "{name}" -> first ? "(?<name>[^/]+)" : "[^/]+";
            default -> "[^/]+";
          });
      from = found.end();
    }
    return regex + Pattern.quote(template.substring(from));
  }

  /**
   * Whether a file is a marker itself, and so no file of the source.
   *
   * @param path below the source
   */
  public boolean isMarker(RawPath path) {
    return markerPath.matcher(new String(path.bytes(), ISO_8859_1)).matches();
  }

  /**
   * Which file a marker speaks of; empty if the marker's path alone does not tell it.
   *
   * @param marker below the source
   */
  public Optional<RawPath> marked(RawPath marker) {
    Matcher found = markerPath.matcher(new String(marker.bytes(), ISO_8859_1));
    if (!found.matches()) {
      return Optional.empty();
    }
    if (template.contains("{path}")) {
      return Optional.of(RawPath.of(found.group("path").getBytes(ISO_8859_1)));
    }
    return template.contains("{dir}/") && template.contains("{name}")
        ? Optional.of(RawPath.of((found.group("dir") + found.group("name")).getBytes(ISO_8859_1)))
        : Optional.empty();
  }

  /**
   * Where the marker of a file lies.
   *
   * @param file the file's path below the source
   */
  public Path marker(Path source, RawPath file) {
    String path = new String(file.bytes(), ISO_8859_1);
    int slash = path.lastIndexOf('/');
    String name = path.substring(slash + 1);
    int dot = name.lastIndexOf('.');
    String dir = slash < 0 ? "" : path.substring(0, slash);
    String stem = dot > 0 ? name.substring(0, dot) : name;
    String filled =
        fill(
            placeholder ->
                switch (placeholder) {
                  case "{path}" -> path;
                  case "{dir}" -> dir;
                  case "{dir}/" -> dir.isEmpty() ? "" : dir + "/";
                  case "{name}" -> name;
                  default -> stem;
                });
    boolean absolute = filled.startsWith("/");
    RawPath marker = RawPath.of((absolute ? filled.substring(1) : filled).getBytes(ISO_8859_1));
    return marker.under(absolute ? source.getRoot() : source);
  }

  private String fill(UnaryOperator<String> value) {
    return PLACEHOLDER
        .matcher(template)
        .replaceAll((MatchResult m) -> Matcher.quoteReplacement(value.apply(m.group())));
  }
}
