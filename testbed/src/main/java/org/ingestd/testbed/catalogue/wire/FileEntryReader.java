// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads file entries from a stream of tokens and checks the schema on the way. */
public final class FileEntryReader {

  static final int MOST_ENTRIES = 1000;

  private static final ObjectMapper TREES = new ObjectMapper();
  private static final List<String> TYPES = List.of("DATASET", "CONTAINER", "FILE", "F");
  private static final List<String> STATES =
      List.of(
          "AVAILABLE",
          "UNAVAILABLE",
          "COPYING",
          "BEING_DELETED",
          "BAD",
          "SOURCE",
          "TEMPORARY_UNAVAILABLE",
          "A",
          "U",
          "C",
          "B",
          "D",
          "S",
          "T");
  private static final Pattern GUID =
      Pattern.compile("\\{?[0-9a-fA-F]{8}(-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}}?");

  private final FieldRules rules;
  private final String what;

  /**
   * @param what the word of the messages: {@code dids}, {@code attachments}
   */
  public FileEntryReader(FieldRules rules, String what) {
    this.rules = rules;
    this.what = what;
  }

  /**
   * @param parser stands on the array's first token
   * @param mayBeEmpty whether the schema of this call lets an empty list pass
   */
  public List<FileEntry> entries(JsonParser parser, boolean mayBeEmpty) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw RucioError.invalidObject(what, shown(parser) + " is not of type 'array'");
    }
    List<FileEntry> entries = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      entries.add(entry(parser));
    }
    if (entries.isEmpty() && !mayBeEmpty) {
      throw RucioError.invalidObject(what, "[] should be non-empty");
    }
    if (entries.size() > MOST_ENTRIES) {
      throw RucioError.invalidObject(what, "an array of " + entries.size() + " is too long");
    }
    return entries;
  }

  private FileEntry entry(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw RucioError.invalidObject(what, shown(parser) + " is not of type 'object'");
    }
    Fields fields = new Fields();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      read(parser, field, fields);
    }
    return fields.entry(what);
  }

  private void read(JsonParser parser, String field, Fields fields) throws IOException {
    switch (field) {
      case "scope" -> fields.scope = rules.scope(text(parser), what);
      case "name" -> fields.name = rules.newName(text(parser), what);
      case "bytes" -> fields.size = size(parser);
      case "adler32" -> fields.adler32 = rules.hex(text(parser), 8, what);
      case "md5" -> fields.md5 = rules.hex(text(parser), 32, what);
      case "pfn" -> fields.pfn = text(parser);
      case "state" -> fields.state = state(text(parser));
      case "type" -> oneOf(text(parser), TYPES);
      case "meta" -> fields.meta = meta(parser);
      case "rules" -> parser.skipChildren();
      default ->
          throw RucioError.invalidObject(
              what, "Additional properties are not allowed ('" + field + "' was unexpected)");
    }
  }

  private String text(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw RucioError.invalidObject(what, shown(parser) + " is not of type 'string'");
    }
    return parser.getText();
  }

  private FileEntry.Size size(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw RucioError.invalidObject(what, shown(parser) + " is not of type 'integer'");
    }
    boolean tooLarge = parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER;
    return new FileEntry.Size(tooLarge ? 0 : parser.getLongValue(), tooLarge);
  }

  private String state(String text) {
    oneOf(text, STATES);
    return text;
  }

  private void oneOf(String text, List<String> allowed) {
    if (!allowed.contains(text)) {
      throw RucioError.invalidObject(
          what, "'" + text + "' is not one of " + JsonBody.python(allowed));
    }
  }

  private Map<String, JsonNode> meta(JsonParser parser) throws IOException {
    JsonNode tree = TREES.readTree(parser);
    if (!tree.isObject()) {
      String shown = tree.isTextual() ? "'" + tree.asText() + "'" : tree.toString();
      throw RucioError.invalidObject(what, shown + " is not of type 'object'");
    }
    String guid = tree.path("guid").asText("");
    if (!guid.isEmpty() && !GUID.matcher(guid).matches()) {
      throw RucioError.invalidObject(what, "'" + guid + "' does not match " + GUID);
    }
    Map<String, JsonNode> meta = new LinkedHashMap<>();
    tree.properties().forEach(property -> meta.put(property.getKey(), property.getValue()));
    return meta;
  }

  private static String shown(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_NULL -> "None";
      case VALUE_STRING -> "'" + parser.getText() + "'";
      case START_OBJECT, START_ARRAY -> "{}";
      default -> parser.getText();
    };
  }

  private static final class Fields {
    @Nullable String scope;
    @Nullable String name;
    FileEntry.@Nullable Size size;
    @Nullable String adler32;
    @Nullable String md5;
    @Nullable String pfn;
    @Nullable String state;
    Map<String, JsonNode> meta = Map.of();

    FileEntry entry(String what) {
      if (scope == null || name == null) {
        throw RucioError.invalidObject(
            what, (scope == null ? "'scope'" : "'name'") + " is a required property");
      }
      return new FileEntry(
          new FileEntry.Key(scope, name),
          size,
          new FileEntry.Checksums(adler32, md5),
          pfn,
          state,
          meta);
    }
  }
}
