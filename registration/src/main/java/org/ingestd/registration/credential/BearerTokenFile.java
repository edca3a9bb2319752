// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.credential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where a bearer token lies, by the WLCG's bearer token discovery 1.0: the place that is named,
 * else {@code BEARER_TOKEN_FILE}, else {@code bt_u$UID} in {@code XDG_RUNTIME_DIR}, else in {@code
 * /tmp}. A token in the environment itself ({@code BEARER_TOKEN}) is not used: others can see it,
 * and nobody can renew it.
 *
 * @param named by the configuration
 * @param environment of this process
 */
public record BearerTokenFile(Optional<Path> named, Map<String, String> environment) {

  private static final Set<String> USED = Set.of("BEARER_TOKEN_FILE", "XDG_RUNTIME_DIR");

  /** Keeps nothing else of the environment: it may hold secrets. */
  public BearerTokenFile {
    environment =
        environment.entrySet().stream()
            .filter(entry -> USED.contains(entry.getKey()))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /**
   * The first of the places; only the last two need a file to be there.
   *
   * @throws CredentialUnusable MISSING, naming all places
   */
  public Path find() throws CredentialUnusable {
    if (named.isPresent()) {
      return named.get();
    }
    String told = environment.getOrDefault("BEARER_TOKEN_FILE", "");
    if (!told.isEmpty()) {
      return Path.of(told);
    }
    List<Path> usual = usual();
    for (Path place : usual) {
      if (Files.exists(place)) {
        return place;
      }
    }
    throw new CredentialUnusable(
        CredentialUnusable.Kind.MISSING,
        "No token: rucio.auth.path and BEARER_TOKEN_FILE are not set, and there is none at "
            + usual);
  }

  private List<Path> usual() throws CredentialUnusable {
    List<Path> places = new ArrayList<>();
    String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
    try {
      String name = "bt_u" + SecretFile.ownId();
      if (!runtime.isEmpty()) {
        places.add(Path.of(runtime, name));
      }
      places.add(Path.of("/tmp", name));
      return places;
    } catch (IOException e) {
      throw CredentialUnusable.wrong("Our own user id cannot be read: " + e.getMessage());
    }
  }
}
