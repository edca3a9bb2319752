// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

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
import org.ingestd.daemon.config.Wiring;
import org.ingestd.daemon.view.StatusView.RucioView;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.routes.Ingest;
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
   * @param lastScan epoch milliseconds; null before the first one ended
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SourceSign(
      String name,
      boolean online,
      String why,
      @Nullable ProblemCode problem,
      @Nullable Long lastScan,
      Map<String, Long> ignored) {

    static List<SourceSign> of(Ingest.Health health) {
      return health.sources().entrySet().stream()
          .map(
              source -> {
                Instant lastScan = source.getValue().lastScan();
                return new SourceSign(
                    source.getKey(),
                    source.getValue().online(),
                    source.getValue().offline().map(Offline::told).orElse(""),
                    source.getValue().offline().map(Offline::problem).orElse(null),
                    lastScan == null ? null : lastScan.toEpochMilli(),
                    source.getValue().ignored());
              })
          .toList();
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
