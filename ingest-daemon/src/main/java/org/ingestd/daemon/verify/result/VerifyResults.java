// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.verify.result;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ingestd.daemon.verify.difference.Difference;
import org.ingestd.daemon.verify.difference.Kind;

/**
 * The last result of each source, and a few differences of each kind: the content of {@code
 * verify.json} in the state directory, which the verb writes and the daemon looks at.
 *
 * @param examples the first differences of each source and kind; an older program kept none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record VerifyResults(
    Map<String, SourceResult> sources,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<Difference.Line> examples) {

  private static final String NAME = "verify.json";
  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  public VerifyResults {
    sources = Map.copyOf(sources);
    examples = List.copyOf(examples);
  }

  public VerifyResults(Map<String, SourceResult> sources) {
    this(sources, List.of());
  }

  /**
   * Without sources if nothing was ever verified.
   *
   * @throws IOException if the file is there and cannot be read
   */
  public static VerifyResults read(Path state) throws IOException {
    try {
      return MAPPER.readValue(Files.readAllBytes(state.resolve(NAME)), VerifyResults.class);
    } catch (NoSuchFileException e) {
      return new VerifyResults(Map.of());
    }
  }

  /** As {@link #read}, for whoever writes it anew: what makes no sense is as good as nothing. */
  public static VerifyResults readOrNone(Path state) throws IOException {
    try {
      return read(state);
    } catch (JsonProcessingException e) {
      return new VerifyResults(Map.of());
    }
  }

  /**
   * @param at when it ended, epoch milliseconds
   */
  public VerifyResults with(
      String source, long at, SourceResult.Read read, long files, Map<Kind, Long> found) {
    Map<String, SourceResult> all = new TreeMap<>(sources);
    all.put(source, SourceResult.of(at, read, files, found, sources.get(source)));
    return new VerifyResults(all, examples);
  }

  /**
   * The same with these examples of a source. Older ones stay of a kind that is still counted and
   * of which none was found: that of wrong bytes, which only a deep look finds.
   */
  public VerifyResults withExamples(String source, List<Difference.Line> found) {
    SourceResult result = sources.get(source);
    Set<Kind> kinds = found.stream().map(Difference.Line::kind).collect(Collectors.toSet());
    List<Difference.Line> all = new ArrayList<>(found);
    examples.stream()
        .filter(
            line ->
                !line.source().equals(source)
                    || (result != null
                        && result.count(line.kind()) > 0
                        && !kinds.contains(line.kind())))
        .forEach(all::add);
    return new VerifyResults(sources, all);
  }

  /** The first differences of a source and kind. */
  public List<Difference.Line> examples(String source, Kind kind) {
    return examples.stream()
        .filter(line -> line.source().equals(source) && line.kind() == kind)
        .toList();
  }

  /** In one go: who reads it meanwhile sees the one before. */
  public void write(Path state) throws IOException {
    Path draft = state.resolve(NAME + ".new");
    try (FileChannel out =
        FileChannel.open(
            draft,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(MAPPER.writeValueAsBytes(this));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(
        draft,
        state.resolve(NAME),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
