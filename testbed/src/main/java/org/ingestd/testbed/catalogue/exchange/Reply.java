// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.exchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ingestd.testbed.catalogue.model.CatalogueState;

/** An answer before it is sent: whole, or a stream of lines that are made while they are sent. */
public final class Reply {

  public static final String HTML = "text/html; charset=utf-8";
  private static final JsonFactory JSON = new ObjectMapper().getFactory();
  private static final int LINES_AT_ONCE = 1000;

  private final int status;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Body body;

  /** Gives the body piece by piece. */
  @FunctionalInterface
  public interface Body {

    /** The next piece, empty at the end. */
    byte[] next() throws IOException;
  }

  /** Writes one value. */
  @FunctionalInterface
  public interface Writer<T> {
    void write(JsonGenerator json, T value) throws IOException;
  }

  /** Writes a whole document. */
  @FunctionalInterface
  public interface Document {
    void write(JsonGenerator json) throws IOException;
  }

  private Reply(int status, String contentType, Body body) {
    this.status = status;
    this.body = body;
    headers.put("Content-Type", contentType);
  }

  public static Reply text(int status, String contentType, String text) {
    return whole(status, contentType, text.getBytes(StandardCharsets.UTF_8));
  }

  private static Reply whole(int status, String contentType, byte[] bytes) {
    byte[][] left = {bytes};
    Reply reply =
        new Reply(
            status,
            contentType,
            () -> {
              byte[] piece = left[0];
              left[0] = new byte[0];
              return piece;
            });
    reply.headers.put("Content-Length", Integer.toString(bytes.length));
    return reply;
  }

  public static Reply created() {
    return text(201, HTML, "Created");
  }

  public static Reply done() {
    return text(200, HTML, "");
  }

  public static Reply json(Document document) throws IOException {
    return json(200, "application/json", document);
  }

  public static Reply json(int status, String contentType, Document document) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      document.write(json);
    }
    return whole(status, contentType, out.toByteArray());
  }

  /** Lines of JSON, made in portions under the catalogue's lock and sent outside of it. */
  public static <T> Reply lines(CatalogueState state, List<T> rows, Writer<T> writer) {
    int[] next = {0};
    return new Reply(
        200,
        Operation.Produces.STREAM.contentType(),
        () -> {
          int from = next[0];
          next[0] = Math.min(rows.size(), from + LINES_AT_ONCE);
          return state.reading(() -> portion(rows.subList(from, next[0]), writer));
        });
  }

  private static <T> byte[] portion(List<T> rows, Writer<T> writer) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256 * rows.size());
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
      for (T row : rows) {
        writer.write(json, row);
      }
      json.flush();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    if (!rows.isEmpty()) {
      out.write('\n');
    }
    return out.toByteArray();
  }

  public Reply with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  public int status() {
    return status;
  }

  public Map<String, String> headers() {
    return headers;
  }

  public Body body() {
    return body;
  }
}
