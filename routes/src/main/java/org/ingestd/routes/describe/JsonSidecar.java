// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.describe;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.ingestd.checksum.DigestAlgorithm;

/**
 * A sidecar in JSON: what the writer of a file says of it. {@code {"name": …, "size": …,
 * "checksum": …, "run": …, "metadata": {…}}}, each optional. Size is also called file_size or
 * bytes, name also file_name; checksum is {@code "adler32:0a1b2c3d"}, or an object of digests (also
 * called checksums), or the digests stand by themselves. Whatever else stands there is left alone.
 */
final class JsonSidecar {

  /** A sidecar is about one file. */
  static final int LARGEST = 1 << 20;

  /** Of the metadata as they are written to Rucio: a call carries those of hundreds of files. */
  static final int MOST_METADATA = 16_384;

  private static final int DEEPEST = 32;
  private static final int LONGEST_NUMBER = 100;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(LONGEST_NUMBER)
                          .maxStringLength(LARGEST)
                          .maxDocumentLength(LARGEST)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final ObjectNode content;

  private JsonSidecar(ObjectNode content) {
    this.content = content;
  }

  /** It does not end yet, so its writer may still be at it. */
  static final class HalfWritten extends Exception {
    private static final long serialVersionUID = 1L;

    HalfWritten(String why) {
      super(why, null, false, false);
    }
  }

  /** It says what cannot be used. */
  static final class Nonsense extends Exception {
    private static final long serialVersionUID = 1L;

    Nonsense(String why) {
      super(why, null, false, false);
    }
  }

  static JsonSidecar read(byte[] bytes) throws HalfWritten, Nonsense {
    try {
      JsonNode node = MAPPER.readTree(bytes);
      if (node == null || node.isMissingNode()) {
        throw new HalfWritten("is empty");
      }
      if (node instanceof ObjectNode object) {
        return new JsonSidecar(object);
      }
      throw new Nonsense("is no JSON object");
    } catch (JacksonException e) {
      if (endsEarly(e, bytes.length)) {
        throw new HalfWritten("ends in the middle of its JSON");
      }
      throw new Nonsense("is no JSON that can be used: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new Nonsense("is no JSON: " + e.getMessage());
    }
  }

  /** Jackson has a class for some of the ways in which a text may end too early, not for all. */
  private static boolean endsEarly(JacksonException e, int length) {
    return e instanceof JsonEOFException
        || e.getCause() instanceof JsonEOFException
        || (e.getLocation() != null && e.getLocation().getByteOffset() >= length);
  }

  /** The name of the file that it speaks of, without directories. */
  Optional<String> name() throws Nonsense {
    Optional<JsonNode> name = first("name", "file_name");
    if (name.isPresent() && !name.get().isTextual()) {
      throw new Nonsense("has a name that is no text");
    }
    return name.map(JsonNode::textValue).map(text -> text.substring(text.lastIndexOf('/') + 1));
  }

  OptionalLong size() throws Nonsense {
    Optional<JsonNode> size = first("size", "file_size", "bytes");
    if (size.isEmpty()) {
      return OptionalLong.empty();
    }
    if (!size.get().isIntegralNumber() || !size.get().canConvertToLong()) {
      throw new Nonsense("has a size that is no whole number");
    }
    return OptionalLong.of(size.get().longValue());
  }

  Map<DigestAlgorithm, String> digests() throws Nonsense {
    Map<DigestAlgorithm, String> digests = new EnumMap<>(DigestAlgorithm.class);
    for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
      JsonNode alone = content.get(algorithm.key());
      if (alone != null && !alone.isNull()) {
        put(digests, algorithm.key(), alone);
      }
    }
    Optional<JsonNode> together = first("checksum", "checksums");
    if (together.isPresent() && together.get().isTextual()) {
      String text = together.get().textValue();
      int colon = text.indexOf(':');
      if (colon < 0) {
        throw new Nonsense("has a checksum without its kind: write adler32:0a1b2c3d");
      }
      put(digests, text.substring(0, colon), content.textNode(text.substring(colon + 1)));
    } else if (together.isPresent()) {
      for (Map.Entry<String, JsonNode> one : together.get().properties()) {
        put(digests, one.getKey(), one.getValue());
      }
    }
    return digests;
  }

  private static void put(Map<DigestAlgorithm, String> digests, String kind, JsonNode value)
      throws Nonsense {
    try {
      DigestAlgorithm algorithm = DigestAlgorithm.ofKey(kind.toLowerCase(Locale.ROOT));
      String hex = value.asText().toLowerCase(Locale.ROOT);
      if (!hex.matches("[0-9a-f]{" + algorithm.hexDigits() + "}")) {
        throw new Nonsense(
            "has %s '%s', which is not %d hex digits"
                .formatted(algorithm.key(), hex, algorithm.hexDigits()));
      }
      String other = digests.put(algorithm, hex);
      if (other != null && !other.equals(hex)) {
        throw new Nonsense("has two of %s, %s and %s".formatted(algorithm.key(), other, hex));
      }
    } catch (IllegalArgumentException e) {
      throw new Nonsense("has a checksum that is not known: " + e.getMessage());
    }
  }

  /** Its metadata, and its run unless that is among them. */
  ObjectNode metadata() throws Nonsense {
    JsonNode said = content.path("metadata");
    if (!said.isMissingNode() && !said.isNull() && !said.isObject()) {
      throw new Nonsense("has metadata that are no JSON object");
    }
    ObjectNode metadata = said instanceof ObjectNode object ? object : content.objectNode();
    JsonNode run = content.path("run");
    if (run.isValueNode() && !run.isNull() && !metadata.has("run")) {
      metadata.set("run", run);
    }
    for (Map.Entry<String, JsonNode> one : metadata.properties()) {
      Optional<String> why = MetadataKeys.whyNot(one.getKey());
      if (why.isPresent()) {
        throw new Nonsense("has metadata '" + one.getKey() + "': " + why.get());
      }
    }
    String text = metadata.toString();
    if (text.length() > MOST_METADATA) {
      throw new Nonsense(
          "has metadata of %d characters; at most %d".formatted(text.length(), MOST_METADATA));
    }
    if (text.contains("\\u0000") || !UTF_8.newEncoder().canEncode(text)) {
      throw new Nonsense("has characters in its metadata that no database takes");
    }
    requireFinite(metadata);
    return metadata;
  }

  /** A number beyond a double is infinite on the way, and no JSON any more. */
  private static void requireFinite(JsonNode node) throws Nonsense {
    if (node.isNumber() && !Double.isFinite(node.doubleValue())) {
      throw new Nonsense("has a number in its metadata that is too large");
    }
    for (JsonNode child : node) {
      requireFinite(child);
    }
  }

  private Optional<JsonNode> first(String... names) {
    return List.of(names).stream()
        .map(content::path)
        .filter(node -> !node.isMissingNode() && !node.isNull())
        .findFirst();
  }
}
