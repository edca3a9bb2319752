// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.proxy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One HTTP/1.1 request or answer, read whole. However its body came, it is passed on with a length.
 * Immutable as long as nobody changes the body.
 */
final class HttpMessage {

  private static final int LONGEST_LINE = 64 << 10;

  private final String start;
  private final List<String> fields;
  private final byte[] body;

  /**
   * @param start the request or status line
   * @param fields {@code Name: value}, without those that say how the body is sent
   */
  HttpMessage(String start, List<String> fields, byte[] body) {
    this.start = start;
    this.fields = List.copyOf(fields);
    this.body = body;
  }

  /** Empty if the client closed the connection instead of asking again. */
  static Optional<HttpMessage> request(InputStream in) throws IOException {
    Optional<String> start = line(in);
    return start.isEmpty() ? Optional.empty() : Optional.of(rest(start.get(), in, false));
  }

  /** An answer; interim ones are left out. */
  static HttpMessage answer(InputStream in) throws IOException {
    while (true) {
      String start = line(in).orElseThrow(() -> new EOFException("no answer"));
      HttpMessage answer = rest(start, in, true);
      if (answer.status() >= 200) {
        return answer;
      }
    }
  }

  private static HttpMessage rest(String start, InputStream in, boolean answer) throws IOException {
    List<String> fields = new ArrayList<>();
    boolean chunked = false;
    int length = -1;
    for (String line = required(in); !line.isEmpty(); line = required(in)) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith("transfer-encoding:")) {
        chunked = lower.contains("chunked");
      } else if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(lower.indexOf(':') + 1).strip());
      } else {
        fields.add(line);
      }
    }
    return new HttpMessage(start, fields, body(start, in, answer, chunked, length));
  }

  private static byte[] body(
      String start, InputStream in, boolean answer, boolean chunked, int length)
      throws IOException {
    if (chunked) {
      return chunks(in);
    }
    boolean without = answer && start.matches("\\S+ (1\\d\\d|204|304).*");
    if (length < 0) {
      return answer && !without ? in.readAllBytes() : new byte[0];
    }
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("a body of " + body.length + " instead of " + length + " bytes");
    }
    return body;
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      int length = Integer.parseInt(required(in).replaceFirst(";.*", "").strip(), 16);
      byte[] chunk = in.readNBytes(length);
      if (chunk.length < length) {
        throw new EOFException("a chunk of " + chunk.length + " instead of " + length + " bytes");
      }
      body.writeBytes(chunk);
      if (length == 0) {
        while (!required(in).isEmpty()) {
          // Trailers: nobody here sends any that matter.
        }
        return body.toByteArray();
      }
      required(in);
    }
  }

  private static String required(InputStream in) throws IOException {
    return line(in).orElseThrow(() -> new EOFException("a message that ends in its head"));
  }

  private static Optional<String> line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        return Optional.empty();
      }
      if (line.size() > LONGEST_LINE) {
        throw new IOException("a line above " + LONGEST_LINE + " bytes");
      }
      line.write(next);
    }
    return Optional.of(line.toString(StandardCharsets.ISO_8859_1).replaceFirst("\r$", ""));
  }

  /** An answer made here. */
  static HttpMessage of(int status, List<String> fields, String body) {
    return new HttpMessage(
        "HTTP/1.1 " + status + " Fault", fields, body.getBytes(StandardCharsets.UTF_8));
  }

  String start() {
    return start;
  }

  List<String> fields() {
    return fields;
  }

  /** Not to be changed. */
  byte[] body() {
    return body;
  }

  String method() {
    return start.substring(0, start.indexOf(' '));
  }

  /** As it was sent, with its query. */
  String path() {
    return start.split(" ", 3)[1];
  }

  int status() {
    return Integer.parseInt(start.split(" ", 3)[1]);
  }

  /** The first value of a field, empty if there is none. */
  String field(String name) {
    String prefix = name.toLowerCase(Locale.ROOT) + ":";
    return fields.stream()
        .filter(field -> field.toLowerCase(Locale.ROOT).startsWith(prefix))
        .map(field -> field.substring(prefix.length()).strip())
        .findFirst()
        .orElse("");
  }

  /** Whether this is the last message on its connection. */
  boolean closes() {
    return field("Connection").equalsIgnoreCase("close");
  }

  byte[] head(int length) {
    StringBuilder head = new StringBuilder(start).append("\r\n");
    fields.forEach(field -> head.append(field).append("\r\n"));
    head.append("Content-Length: ").append(length).append("\r\n\r\n");
    return head.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  void write(OutputStream out) throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(head(body.length));
    whole.writeBytes(body);
    whole.writeTo(out);
    out.flush();
  }
}
