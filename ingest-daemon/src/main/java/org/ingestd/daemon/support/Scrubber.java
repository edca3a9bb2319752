// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ingestd.daemon.acting.ApiToken;
import org.ingestd.daemon.config.model.Config;
import org.ingestd.daemon.config.model.RucioConfig.AuthConfig;
import org.ingestd.daemon.config.model.Secret;
import org.ingestd.registration.credential.CredentialUnusable;
import org.ingestd.registration.credential.SecretFile;

/**
 * Takes secrets out of texts: those that this configuration names, wherever they stand, and what
 * looks like one of any other place. The second line of defence: nothing is meant to print them.
 */
final class Scrubber {

  /** Shorter words would stand in harmless places, too. */
  private static final int SHORTEST = 4;

  private static final List<Pattern> SECRET_LOOKING =
      List.of(
          Pattern.compile("eyJ[A-Za-z0-9_-]{8,}(\\.[A-Za-z0-9_-]+){0,4}"),
          Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*(-----END [A-Z ]*-----)?"),
          Pattern.compile("(?i)(?<=(password|secret|passwd|token)[\"']?[=:][\"']?)[^\\s\"',;]+"),
          Pattern.compile("(?i)(?<=bearer )[A-Za-z0-9._~+/-]{8,}"),
          Pattern.compile("(?<=://)[^/@\\s]+:[^/@\\s]+(?=@)"));

  private final List<String> secrets;

  private Scrubber(Set<String> secrets) {
    // A secret that is part of another one must not break it first.
    this.secrets =
        secrets.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
  }

  /** Knows no secret by name. */
  static Scrubber ofLooks() {
    return new Scrubber(Set.of());
  }

  /** A secret that cannot be read cannot have been printed either. */
  static Scrubber of(Config config) {
    AuthConfig auth = config.rucio().auth();
    Set<String> secrets = new HashSet<>();
    Stream.concat(
            Stream.of(auth.userPass().password(), auth.issuer().clientSecret()),
            config.sources().stream().map(source -> source.place().password()))
        .flatMap(Optional::stream)
        .forEach(secret -> add(secrets, secret));
    Stream.concat(
            Stream.of(
                auth.tokenFile().path(), auth.certificate().key(), auth.certificate().proxy()),
            config.sources().stream().map(source -> source.place().key()))
        .flatMap(Optional::stream)
        .forEach(file -> add(secrets, file));
    apiToken(config.host().state()).ifPresent(secrets::add);
    return new Scrubber(secrets);
  }

  private static void add(Set<String> secrets, Secret secret) {
    try {
      lines(secret.reveal()).forEach(secrets::add);
    } catch (IllegalArgumentException e) {
      return;
    }
  }

  private static void add(Set<String> secrets, Path file) {
    try {
      lines(new String(SecretFile.read(file), UTF_8)).forEach(secrets::add);
    } catch (CredentialUnusable e) {
      return;
    }
  }

  private static Stream<String> lines(String text) {
    return Stream.concat(
            Stream.of(text.strip()),
            Arrays.stream(text.split("\\R"))
                .map(String::strip)
                // A key's first line says only that it is one.
                .filter(line -> !line.startsWith("-----")))
        .filter(line -> line.length() >= SHORTEST);
  }

  private static Optional<String> apiToken(Path state) {
    try {
      return ApiToken.read(state).map(token -> token.header().replaceFirst("^Bearer ", ""));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  String scrubbed(String text) {
    String clean = text;
    for (String secret : secrets) {
      clean = clean.replace(secret, Secret.MASK);
    }
    for (Pattern looks : SECRET_LOOKING) {
      clean = looks.matcher(clean).replaceAll(Secret.MASK);
    }
    return clean;
  }
}
