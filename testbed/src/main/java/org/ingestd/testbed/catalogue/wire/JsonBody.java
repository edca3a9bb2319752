// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Request bodies as trees, and the errors that real servers give for bad ones. */
public final class JsonBody {

  /** Field names come from clients without end (metadata keys): do not intern them. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

  private static final ObjectMapper MAPPER = new ObjectMapper(FACTORY);

  private JsonBody() {}

  static JsonParser parser(byte[] body) throws IOException {
    return FACTORY.createParser(body);
  }

  /** The body as an object; 400 if it is none. */
  public static ObjectNode object(byte[] body) throws IOException {
    JsonNode tree = tree(body);
    if (tree instanceof ObjectNode object) {
      return object;
    }
    throw RucioError.withStatus(400, "TypeError", "body must be a json dictionary");
  }

  /** The body as an array; 400 if it is none. */
  public static JsonNode array(byte[] body) throws IOException {
    JsonNode tree = tree(body);
    if (tree.isArray()) {
      return tree;
    }
    throw RucioError.withStatus(400, "TypeError", "body must be a json list");
  }

  /** A list of words as Python prints it in messages. */
  static String python(List<String> words) {
    return "['" + String.join("', '", words) + "']";
  }

  /** A required parameter of the body; 400 {@code KeyError} without it. */
  public static JsonNode required(ObjectNode body, String key) {
    JsonNode value = body.get(key);
    if (value == null) {
      throw notDefined(key);
    }
    return value;
  }

  static RucioError notDefined(String key) {
    return RucioError.withStatus(400, "KeyError", "'" + key + "' not defined");
  }

  /**
   * A boolean as servers from 39 on take it: also as text or number; absent and null are false.
   *
   * @throws RucioError TypeError for anything else
   */
  static boolean truth(JsonNode value, String key) {
    if (value.isNull() || value.isMissingNode()) {
      return false;
    }
    return switch (value.asText().toLowerCase(Locale.ROOT)) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default ->
          throw RucioError.withStatus(400, "TypeError", "'" + key + "' must be a boolean type.");
    };
  }

  /** A stream over a part of a body that was read as a tree. */
  public static JsonParser tokens(JsonNode part) throws IOException {
    JsonParser parser = MAPPER.treeAsTokens(part);
    parser.nextToken();
    return parser;
  }

  private static JsonNode tree(byte[] body) throws IOException {
    try {
      JsonNode tree = MAPPER.readTree(body);
      if (tree != null && !tree.isMissingNode()) {
        return tree;
      }
    } catch (JsonProcessingException notJson) {
      // Told below, in the words of the server.
    }
    throw RucioError.withStatus(400, "ValueError", "cannot decode json parameter dictionary");
  }
}
