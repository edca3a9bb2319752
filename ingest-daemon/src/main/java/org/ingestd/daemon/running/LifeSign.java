// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.ingestd.daemon.config.Wiring;
import org.ingestd.daemon.looks.Awaited;
import org.ingestd.daemon.looks.Room;
import org.ingestd.daemon.view.StatusView.RucioView;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.routes.Ingest;
import org.ingestd.routes.contract.FoundBy;
import org.ingestd.routes.disk.Offline;
import org.jspecify.annotations.Nullable;

/**
 * What only the running daemon knows, written beside the journal every few seconds so that verbs
 * can show it. Nothing relies on it: it is not forced to disk and may be gone.
 *
 * @param started epoch milliseconds
 * @param page its address
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LifeSign(
    Holder holder,
    long started,
    String page,
    RucioView rucio,
    List<SourceSign> sources,
    List<String> degraded) {

  private static final String NAME = "daemon.json";
  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  /** Which process. */
  public record Holder(long pid, String host) {}

  /**
   * @param problem null while it is online
   * @param found null: an older daemon says nothing of it
   * @param room of its disk; null if it is not known
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record SourceSign(
      String name,
      boolean online,
      String why,
      @Nullable ProblemCode problem,
      @Nullable FoundSign found,
      @Nullable Room room) {

    static List<SourceSign> of(Ingest.Health health, Looked looked) {
      return health.sources().entrySet().stream()
          .map(
              source ->
                  new SourceSign(
                      source.getKey(),
                      source.getValue().online(),
                      source.getValue().offline().map(Offline::told).orElse(""),
                      source.getValue().offline().map(Offline::problem).orElse(null),
                      FoundSign.of(
                          source.getValue(), looked.awaited().apply(source.getKey()).orElse(null)),
                      looked.room().apply(source.getKey()).orElse(null)))
          .toList();
    }
  }

  /**
   * What was looked at last, by the source's name.
   *
   * @param room of the disk on which it lies
   */
  record Looked(
      Function<String, Optional<Room>> room, Function<String, Optional<Awaited>> awaited) {}

  /**
   * What is found of its files, and how.
   *
   * @param last when the last scan ended, epoch milliseconds; null before
   * @param foundBy null before the first scan began
   * @param awaited null if nothing is expected of a night, or nobody looked yet
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record FoundSign(
      @Nullable Long last,
      Map<String, Long> ignored,
      @Nullable FoundBy foundBy,
      @Nullable Awaited awaited) {

    static FoundSign of(Ingest.Health.SourceHealth source, @Nullable Awaited awaited) {
      Instant last = source.lastScan();
      return new FoundSign(
          last == null ? null : last.toEpochMilli(),
          source.ignored(),
          source.foundBy().orElse(null),
          awaited);
    }
  }

  void write(Path state) throws IOException {
    Path draft = state.resolve(NAME + ".new");
    Files.write(draft, MAPPER.writeValueAsBytes(this));
    Files.move(draft, state.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
  }

  static void remove(Path state) throws IOException {
    Files.deleteIfExists(state.resolve(NAME));
  }

  /**
   * The life sign of a daemon that runs now.
   *
   * @return empty if none runs, as far as can be seen from here
   * @throws IOException if the state directory cannot be read
   */
  public static Optional<LifeSign> ofRunning(Path state) throws IOException {
    try {
      LifeSign sign = MAPPER.readValue(Files.readAllBytes(state.resolve(NAME)), LifeSign.class);
      return sign.isAlive() ? Optional.of(sign) : Optional.empty();
    } catch (NoSuchFileException | JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** A crash leaves the file behind, and its pid may be another's by now: the start tells. */
  private boolean isAlive() {
    if (!holder.host().equals(Wiring.hostName())) {
      return false;
    }
    return ProcessHandle.of(holder.pid())
        .flatMap(process -> process.info().startInstant())
        .filter(start -> !start.isAfter(Instant.ofEpochMilli(started)))
        .isPresent();
  }
}
