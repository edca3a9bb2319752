// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.view;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonInclude.Value;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** Writes views as JSON on one line: absent values left out, times in UTC by RFC 3339. */
public final class Json {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .defaultPropertyInclusion(Value.construct(Include.NON_NULL, Include.NON_NULL))
          .addModule(new SimpleModule().addSerializer(new InstantAsText()))
          .build();

  private Json() {}

  /** One line, without a line end. */
  public static String line(Object view) {
    try {
      return MAPPER.writeValueAsString(view);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("A view that cannot be written: " + view.getClass(), e);
    }
  }

  /**
   * @throws UncheckedIOException if it is no JSON
   */
  public static JsonNode node(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("No JSON: " + text, e);
    }
  }

  private static final class InstantAsText extends StdSerializer<Instant> {

    private static final long serialVersionUID = 1L;

    InstantAsText() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(DateTimeFormatter.ISO_INSTANT.format(value));
    }
  }
}
