// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the body of {@code POST /dids/attachments} token by token. */
public final class AttachmentReader {

  private static final String WHAT = "attachments";

  private final FieldRules rules;
  private final FileEntryReader entries;

  public AttachmentReader(FieldRules rules) {
    this.rules = rules;
    this.entries = new FileEntryReader(rules, WHAT);
  }

  /** The whole request. */
  public record Request(List<AttachmentEntry> attachments, boolean ignoreDuplicate) {}

  /** Reads the object form, or the bare array that is the same without {@code ignore_duplicate}. */
  public Request read(byte[] body) throws IOException {
    try (JsonParser parser = JsonBody.parser(body)) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_ARRAY) {
        return new Request(attachments(parser), false);
      }
      if (first != JsonToken.START_OBJECT) {
        throw first == null ? undecodable() : wrongType();
      }
      return object(parser);
    } catch (JsonProcessingException notJson) {
      throw undecodable();
    }
  }

  private Request object(JsonParser parser) throws IOException {
    List<AttachmentEntry> attachments = null;
    boolean ignoreDuplicate = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      if (field.equals(WHAT)) {
        attachments = attachments(parser);
      } else if (field.equals("ignore_duplicate")) {
        ignoreDuplicate =
            value == JsonToken.VALUE_TRUE || parser.getText().equalsIgnoreCase("true");
      } else {
        parser.skipChildren();
      }
    }
    if (attachments == null) {
      throw JsonBody.notDefined(WHAT);
    }
    return new Request(attachments, ignoreDuplicate);
  }

  private List<AttachmentEntry> attachments(JsonParser parser) throws IOException {
    List<AttachmentEntry> attachments = new ArrayList<>();
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw RucioError.invalidObject(
          WHAT, "a " + parser.currentToken() + " is not of type 'array'");
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      attachments.add(attachment(parser));
    }
    if (attachments.size() > FileEntryReader.MOST_ENTRIES) {
      throw RucioError.invalidObject(WHAT, "an array of " + attachments.size() + " is too long");
    }
    return attachments;
  }

  private AttachmentEntry attachment(JsonParser parser) throws IOException {
    String scope = null;
    String name = null;
    String rse = null;
    List<FileEntry> children = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "scope" -> scope = rules.scope(parser.getText(), WHAT);
        case "name" -> name = rules.name(parser.getText(), WHAT);
        case "rse" -> rse = rse(parser);
        case "dids" -> children = entries.entries(parser, false);
        default ->
            throw RucioError.invalidObject(
                WHAT, "Additional properties are not allowed ('" + field + "' was unexpected)");
      }
    }
    if (children == null) {
      throw RucioError.invalidObject(WHAT, "'dids' is a required property");
    }
    if (scope == null || name == null) {
      throw RucioError.plainText(scope == null ? "'scope'" : "'name'");
    }
    return new AttachmentEntry(scope, name, rse, children);
  }

  private @Nullable String rse(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    return rules.rseName(parser.getText(), WHAT);
  }

  private static RucioError undecodable() {
    return RucioError.withStatus(
        400, "ValueError", "cannot decode json parameter dictionary or list");
  }

  private static RucioError wrongType() {
    return RucioError.withStatus(400, "TypeError", "body must be a json dictionary or list");
  }
}
