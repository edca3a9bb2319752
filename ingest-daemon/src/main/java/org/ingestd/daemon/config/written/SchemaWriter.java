// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.written;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ingestd.daemon.config.model.Key;
import org.ingestd.daemon.config.shape.Form;
import org.ingestd.daemon.config.shape.Member.Slot;
import org.ingestd.daemon.config.shape.Shape;

/** The JSON schema (2020-12) of the configuration, for editors and checks before deployment. */
public final class SchemaWriter {

  private static final Map<String, Object> PUT_IN =
      Map.of("type", "string", "pattern", "\\$\\{[^}]+\\}");

  private SchemaWriter() {}

  /** Indented JSON. */
  public static String write() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Configuration of ingestd");
    schema.putAll(group(Shape.ofConfig()));
    try {
      return JsonMapper.builder()
          .build()
          .writerWithDefaultPrettyPrinter()
          .writeValueAsString(schema);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("A map that cannot be written", e);
    }
  }

  private static Map<String, Object> group(Shape shape) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (Slot slot : shape.slots()) {
      properties.put(slot.name(), property(slot));
      if (slot.isRequired()) {
        required.add(slot.name());
      }
    }
    Map<String, Object> group = new LinkedHashMap<>();
    group.put("type", "object");
    group.put("additionalProperties", false);
    group.put("properties", properties);
    if (!required.isEmpty()) {
      group.put("required", required);
    }
    return group;
  }

  private static Map<String, Object> property(Slot slot) {
    Map<String, Object> property = new LinkedHashMap<>();
    property.put("description", slot.key().value());
    Map<String, Object> value = value(slot.key(), slot.form());
    if (slot.isRequired()) {
      property.putAll(value);
    } else {
      property.put("anyOf", List.of(value, Map.of("type", "null")));
    }
    return property;
  }

  private static Map<String, Object> value(Key key, Form form) {
    if (form instanceof Form.Group group) {
      return group(group.shape());
    }
    Map<String, Object> value = new LinkedHashMap<>();
    if (form instanceof Form.Several several) {
      value.put("type", "array");
      value.put("items", value(key, several.item()));
      if (key.min() > 0) {
        value.put("minItems", key.min());
      }
      return value;
    }
    value.putAll(((Form.Leaf) form).scalar().schema());
    limits(key, value);
    return Map.of("anyOf", List.of(value, PUT_IN));
  }

  private static void limits(Key key, Map<String, Object> value) {
    if (!key.matches().isEmpty()) {
      value.put("pattern", "^(" + key.matches() + ")$");
    }
    boolean number = "integer".equals(value.get("type")) || "number".equals(value.get("type"));
    if (number && key.min() != Long.MIN_VALUE) {
      value.put("minimum", key.min());
    }
    if (number && key.max() != Long.MAX_VALUE) {
      value.put("maximum", key.max());
    }
  }
}
