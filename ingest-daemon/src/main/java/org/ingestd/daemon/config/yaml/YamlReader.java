// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.yaml;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ingestd.daemon.config.yaml.YamlNode.Kind;
import org.ingestd.daemon.config.yaml.YamlNode.YamlList;
import org.ingestd.daemon.config.yaml.YamlNode.YamlMap;
import org.ingestd.daemon.config.yaml.YamlNode.YamlScalar;
import org.jspecify.annotations.Nullable;

/**
 * Reads one YAML document into a tree by Jackson's tokens. Keys written twice, aliases and second
 * documents are faults: each would hide something that the operator wrote.
 */
public final class YamlReader {

  private static final YAMLFactory FACTORY = new YAMLFactory();

  private final YAMLParser parser;
  private final Faults faults;

  private YamlReader(YAMLParser parser, Faults faults) {
    this.parser = parser;
    this.faults = faults;
  }

  /**
   * @return null if the text is empty, or no YAML (then a fault says so)
   */
  public static @Nullable YamlNode read(String text, Faults faults) {
    try (YAMLParser parser = FACTORY.createParser(text)) {
      return new YamlReader(parser, faults).document();
    } catch (JsonProcessingException e) {
      faults.refuseLine(line(e.getLocation()), "not YAML: " + inOneLine(e.getOriginalMessage()));
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException("Reading a text in memory", e);
    }
  }

  private @Nullable YamlNode document() throws IOException {
    if (parser.nextToken() == null) {
      return null;
    }
    YamlNode root = node("");
    if (parser.nextToken() != null) {
      faults.refuseLine(here(), "a second document begins here; one file holds one");
    }
    return root;
  }

  private YamlNode node(String path) throws IOException {
    if (parser.isCurrentAlias()) {
      faults.refuseLine(here(), path + ": aliases (*name) are not taken; write the value out");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> map(path);
      case START_ARRAY -> list(path);
      case VALUE_NUMBER_INT -> scalar(Kind.WHOLE_NUMBER);
      case VALUE_NUMBER_FLOAT -> scalar(Kind.NUMBER);
      case VALUE_TRUE, VALUE_FALSE -> scalar(Kind.TRUTH);
      case VALUE_NULL -> new YamlScalar(here(), Kind.NULL, "");
      case VALUE_STRING, VALUE_EMBEDDED_OBJECT -> scalar(Kind.TEXT);
      case END_ARRAY, END_OBJECT, FIELD_NAME, NOT_AVAILABLE ->
          throw new IllegalStateException("A value cannot begin with " + parser.currentToken());
    };
  }

  private YamlMap map(String path) throws IOException {
    int line = here();
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      int keyLine = here();
      String below = Faults.below(path, key);
      parser.nextToken();
      YamlNode value = node(below);
      if (entries.putIfAbsent(key, value) == null) {
        faults.mark(below, keyLine, textOf(value));
      } else {
        faults.refuseLine(keyLine, below + ": written a second time; keep one");
      }
    }
    return new YamlMap(line, entries);
  }

  private YamlList list(String path) throws IOException {
    int line = here();
    List<YamlNode> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      String item = Faults.item(path, items.size());
      int itemLine = here();
      YamlNode value = node(item);
      faults.mark(item, itemLine, textOf(value));
      items.add(value);
    }
    return new YamlList(line, items);
  }

  private YamlScalar scalar(Kind kind) throws IOException {
    return new YamlScalar(here(), kind, parser.getText());
  }

  private int here() {
    return line(parser.currentTokenLocation());
  }

  private static int line(@Nullable JsonLocation location) {
    return location == null ? 0 : Math.max(0, location.getLineNr());
  }

  private static String textOf(YamlNode value) {
    return value instanceof YamlScalar scalar ? scalar.text() : "";
  }

  /** SnakeYAML's words without the lines that quote the file, which may hold a secret. */
  private static String inOneLine(String message) {
    return message
        .lines()
        .filter(line -> !line.startsWith(" ") && !line.isBlank())
        .collect(Collectors.joining(", "));
  }
}
