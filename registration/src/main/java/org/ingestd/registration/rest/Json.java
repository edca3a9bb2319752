// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.util.function.Consumer;

/** JSON as Rucio reads and writes it: lines of objects, bare {@code Infinity}, {@code 800.0}. */
public final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private static final ObjectReader NODE = MAPPER.readerFor(JsonNode.class);

  private Json() {}

  /** Writes into a generator. */
  @FunctionalInterface
  public interface Writing {
    void to(JsonGenerator json) throws IOException;
  }

  public static byte[] bytes(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
      writing.to(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  public static JsonNode node(String text) throws JsonProcessingException {
    return NODE.readTree(text);
  }

  /** One JSON document; its content type is not looked at, as rules come as {@code text/html}. */
  public static final Reader<JsonNode> DOCUMENT =
      (headers, body) -> {
        JsonNode node = NODE.readTree(body.readAllBytes());
        if (node == null || node.isMissingNode()) {
          throw new IOException("an empty answer where JSON was due");
        }
        return node;
      };

  /**
   * Lines of objects, handed over one by one as they come.
   *
   * <p>An error on the server ends such a stream early under status 200 (contract, §1.4): whoever
   * counts on what is missing must ask again. An empty stream is certain, since the server fetches
   * the first object before it sends the status.
   *
   * @param each must forget what it saw when {@code begin} is called again
   */
  public static Reader<Integer> lines(Runnable begin, Consumer<JsonNode> each) {
    return (headers, body) -> {
      requireStream(headers);
      begin.run();
      int count = 0;
      try (MappingIterator<JsonNode> nodes = NODE.readValues(body)) {
        while (nodes.hasNextValue()) {
          JsonNode node = nodes.nextValue();
          if (!node.isObject()) {
            throw new IOException("a line that is no JSON object");
          }
          each.accept(node);
          count++;
        }
      }
      return count;
    };
  }

  /** An empty page of some front end must not pass for "nothing known". */
  private static void requireStream(HttpHeaders headers) throws IOException {
    String type = headers.firstValue("Content-Type").orElse("none");
    if (!type.startsWith("application/x-json-stream")) {
      throw new IOException("content type " + type + " where application/x-json-stream was due");
    }
  }

  /** A proper JSON answer without what must be in it. */
  public static final class Unexpected extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Unexpected(String message) {
      super(message);
    }
  }
}
