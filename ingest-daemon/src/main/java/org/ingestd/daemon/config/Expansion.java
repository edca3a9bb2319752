// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ingestd.daemon.config.model.Secret;
import org.ingestd.registration.credential.CredentialUnusable;
import org.ingestd.registration.credential.SecretFile;
import org.jspecify.annotations.Nullable;

/**
 * Puts in what {@code ${NAME}} (environment) and {@code ${file:PATH}} stand for; nothing else is
 * put in.
 */
final class Expansion {

  private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]*)}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final String FILE = "file:";
  private static final long LARGEST_FILE = 65_536;

  private final Path configuration;
  private final Function<String, @Nullable String> environment;

  /**
   * @param configuration the file; relative paths begin in its directory
   */
  Expansion(Path configuration, Function<String, @Nullable String> environment) {
    this.configuration = configuration.toAbsolutePath();
    this.environment = environment;
  }

  static boolean isNeeded(String text) {
    return PLACE.matcher(text).find();
  }

  /** Whether a value is taken from the environment, which other programs can see. */
  static boolean usesEnvironment(String text) {
    return PLACE.matcher(text).results().anyMatch(place -> !place.group(1).startsWith(FILE));
  }

  /**
   * @throws IllegalArgumentException naming the variable or file that is not there
   */
  String expand(String text) {
    return replaced(text, Expansion::content);
  }

  private String replaced(String text, Function<Path, String> reading) {
    Matcher matcher = PLACE.matcher(text);
    StringBuilder expanded = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(
          expanded, Matcher.quoteReplacement(value(matcher.group(1), reading)));
    }
    return matcher.appendTail(expanded).toString();
  }

  /** Whether every user of this host may read the configuration itself. */
  boolean isOpenToAll() {
    try {
      return Files.getPosixFilePermissions(configuration).contains(PosixFilePermission.OTHERS_READ);
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /**
   * Looked up anew at each use.
   *
   * @return a secret whose {@code reveal} throws {@link Open} for a file that others may read
   */
  Secret secret(String text) {
    return new Secret(() -> replaced(text, Expansion::secretContent));
  }

  /** A secret that is none: more people may read its file than should. */
  static final class Open extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    Open(String message) {
      super(message);
    }
  }

  private String value(String place, Function<Path, String> reading) {
    if (place.startsWith(FILE)) {
      return reading.apply(configuration.resolveSibling(place.substring(FILE.length())));
    }
    if (!NAME.matcher(place).matches()) {
      throw new IllegalArgumentException(
          "${" + place + "} is neither an environment variable's name nor file:PATH");
    }
    String value = environment.apply(place);
    if (value == null) {
      throw new IllegalArgumentException("the environment variable " + place + " is not set");
    }
    return value;
  }

  private static String secretContent(Path file) {
    try {
      return new String(SecretFile.read(file), UTF_8).stripTrailing();
    } catch (CredentialUnusable e) {
      String why = String.valueOf(e.getMessage());
      throw e.kind() == CredentialUnusable.Kind.MISSING
          ? new IllegalArgumentException(why)
          : new Open(why);
    }
  }

  private static String content(Path file) {
    try {
      if (Files.size(file) > LARGEST_FILE) {
        throw new IllegalArgumentException(file + " is larger than 64 KiB");
      }
      return Files.readString(file, UTF_8).stripTrailing();
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " cannot be read: " + Reason.of(e), e);
    }
  }
}
