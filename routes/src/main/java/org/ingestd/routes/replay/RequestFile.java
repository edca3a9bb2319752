// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.replay;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.ingestd.journal.replay.ReplayRequest;
import org.ingestd.routes.disk.Look;

/**
 * A request in the inbox. Whoever may write there may be anybody: only plain names are taken, no
 * link is followed, no more than a few KiB are read, and what was read is never repeated in full.
 *
 * @param path of a file whose name {@link #isRequest} takes
 */
public record RequestFile(Path path) {

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}\\.(json|yaml|yml)");
  private static final int LONGEST = 16_384;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Whether a file of this name is taken for a request. */
  public static boolean isRequest(String name) {
    return NAME.matcher(name).matches() && !InboxAnswers.isAnswer(name);
  }

  String name() {
    return String.valueOf(path.getFileName());
  }

  /**
   * Which file it is, so that a crash between taking and removing it does not take it twice, and
   * the same name tomorrow is another.
   *
   * @throws RequestRefused if it is no regular file
   */
  public String identity() throws RequestRefused, IOException {
    Look look = Look.at(path);
    if (look instanceof Look.Unknown unknown) {
      throw unknown.cause();
    }
    if (!(look instanceof Look.Regular regular)) {
      throw new RequestRefused(List.of("it is no regular file; write the request itself here"));
    }
    return name() + "#" + regular.stamp().inode() + "." + regular.stamp().mtimeNanos();
  }

  /** The file's name, of what {@link #identity} gave. */
  static String nameOf(String identity) {
    return identity.substring(0, identity.lastIndexOf('#'));
  }

  /**
   * @param sources that are configured
   */
  public ReplayRequest read(Collection<String> sources) throws RequestRefused, IOException {
    byte[] bytes;
    try (InputStream in =
        Files.newInputStream(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      bytes = in.readNBytes(LONGEST + 1);
    }
    if (bytes.length > LONGEST) {
      throw new RequestRefused(
          List.of("it is longer than " + LONGEST + " bytes; a request needs a few lines"));
    }
    return RequestForm.read(tree(bytes), sources);
  }

  private JsonNode tree(byte[] bytes) throws RequestRefused, IOException {
    try {
      return (name().endsWith(".json") ? JSON : YAML).readTree(bytes);
    } catch (JsonProcessingException e) {
      String place = e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr();
      throw new RequestRefused(
          List.of(
              "it is not "
                  + (name().endsWith(".json") ? "JSON" : "YAML")
                  + place
                  + ", or has a field twice; write {\"source\": \"NAME\"}"));
    }
  }
}
