// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import org.ingestd.rse.RawPath;
import org.ingestd.testbed.telescope.content.Profile;
import org.jspecify.annotations.Nullable;

/**
 * A manifest as newline-delimited JSON, one object an entry:
 *
 * <pre>{"path","pathBytes","profile","finishing","fate","oddity","size","adler32","md5"}</pre>
 *
 * {@code path} is for people; {@code pathBytes} (base64) is always there and exact. Absent values
 * are left out. Each line is flushed, so that a reader may follow. Thread-safe.
 */
public final class ManifestFile implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Writer out;

  private ManifestFile(Writer out) {
    this.out = out;
  }

  /** Begins a new file; one that is there is replaced. */
  public static ManifestFile create(Path file) throws IOException {
    return new ManifestFile(Files.newBufferedWriter(file, UTF_8));
  }

  /** Writes to a stream that the caller owns, such as standard output. */
  public static ManifestFile to(Writer out) {
    return new ManifestFile(out);
  }

  public synchronized void add(ManifestEntry entry) throws IOException {
    out.write(line(entry));
    out.write('\n');
    out.flush();
  }

  @Override
  public synchronized void close() throws IOException {
    out.close();
  }

  /**
   * @throws IOException also if a line is no entry; the message names file and line
   */
  public static Manifest read(Path file) throws IOException {
    Manifest manifest = new Manifest();
    try (BufferedReader lines = Files.newBufferedReader(file, UTF_8)) {
      int number = 1;
      for (String line = lines.readLine(); line != null; line = lines.readLine(), number++) {
        manifest.add(entry(line, file + ":" + number));
      }
    }
    return manifest;
  }

  private static String line(ManifestEntry entry) throws JsonProcessingException {
    ObjectNode object =
        JSON.createObjectNode()
            .put("path", entry.path().text())
            .put("pathBytes", Base64.getEncoder().encodeToString(entry.path().bytes()))
            .put("profile", entry.profile().key())
            .put("finishing", entry.finishing().key())
            .put("fate", entry.fate().key());
    Oddity oddity = entry.oddity();
    if (oddity != null) {
      object.put("oddity", oddity.key());
    }
    entry
        .content()
        .ifPresent(
            written ->
                object
                    .put("size", written.size())
                    .put("adler32", written.adler32())
                    .put("md5", written.md5()));
    return JSON.writeValueAsString(object);
  }

  private static ManifestEntry entry(String line, String where) throws IOException {
    try {
      JsonNode object = JSON.readTree(line);
      return new ManifestEntry(
          RawPath.of(Base64.getDecoder().decode(object.required("pathBytes").textValue())),
          Profile.ofKey(object.required("profile").textValue()),
          constant(Finishing.class, object.required("finishing")),
          constant(Fate.class, object.required("fate")),
          object.has("oddity") ? constant(Oddity.class, object.required("oddity")) : null,
          written(object));
    } catch (IllegalArgumentException | JsonProcessingException e) {
      throw new IOException(where + " is no line of a telescope's manifest: " + e.getMessage(), e);
    }
  }

  private static @Nullable WrittenBytes written(JsonNode object) {
    if (!object.has("size")) {
      return null;
    }
    return new WrittenBytes(
        object.required("size").longValue(),
        object.required("adler32").textValue(),
        object.required("md5").textValue());
  }

  /** Keys are the constants' names in lower case with hyphens. */
  private static <E extends Enum<E>> E constant(Class<E> type, JsonNode key) {
    return Enum.valueOf(type, key.asText().toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
