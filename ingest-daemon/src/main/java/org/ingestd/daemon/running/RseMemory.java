// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.ingestd.rse.RseDescription;
import org.ingestd.rse.RseDescription.Protocol;

/**
 * What Rucio last said of the source RSE, kept in the state directory so that {@code explain} can
 * show PFNs without asking. The daemon itself never relies on it.
 *
 * @param server Rucio's version
 */
public record RseMemory(String server, RseDescription rse) {

  private static final String NAME = "rse.json";
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** As it stands in the file, apart from the record whose names the server's REST decides. */
  private record Written(
      String server,
      String name,
      boolean deterministic,
      boolean cache,
      boolean writable,
      List<Protocol> protocols) {}

  /**
   * @throws IOException if the state directory cannot be written
   */
  public void write(Path state) throws IOException {
    Path draft = state.resolve(NAME + ".new");
    Written written =
        new Written(
            server,
            rse.name(),
            rse.deterministic(),
            rse.isVolatile(),
            rse.writable(),
            rse.protocols());
    Files.write(draft, MAPPER.writeValueAsBytes(written));
    Files.move(draft, state.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * @param rse the name that is wanted; another's description is none
   * @return empty before the daemon's first good start
   */
  public static Optional<RseMemory> read(Path state, String rse) throws IOException {
    try {
      Written written = MAPPER.readValue(Files.readAllBytes(state.resolve(NAME)), Written.class);
      RseDescription description =
          new RseDescription(
              written.name(),
              written.deterministic(),
              written.cache(),
              written.writable(),
              written.protocols());
      return written.name().equals(rse)
          ? Optional.of(new RseMemory(written.server(), description))
          : Optional.empty();
    } catch (NoSuchFileException | JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
