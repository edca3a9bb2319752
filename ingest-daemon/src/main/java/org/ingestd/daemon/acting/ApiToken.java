// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.acting;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What acting calls must show: the content of {@code api-token} in the state directory, which only
 * the daemon's user may read. It stays the same across restarts.
 */
public final class ApiToken {

  private static final String NAME = "api-token";
  private static final int BYTES = 32;
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final Set<PosixFilePermission> OURS =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final String text;

  private ApiToken(String text) {
    this.text = text;
  }

  /**
   * The token that is there; a new one if there is none, or if others could have read it.
   *
   * @throws IOException if it cannot be read or written
   */
  public static ApiToken readOrMake(Path state) throws IOException {
    Path file = state.resolve(NAME);
    if (Files.isRegularFile(file) && Files.getPosixFilePermissions(file).equals(OURS)) {
      Optional<ApiToken> kept = read(state);
      if (kept.isPresent()) {
        return kept.get();
      }
    }
    return make(file);
  }

  /**
   * For verbs.
   *
   * @return empty if there is none
   * @throws IOException if it may not be read
   */
  public static Optional<ApiToken> read(Path state) throws IOException {
    try {
      String text = Files.readString(state.resolve(NAME), UTF_8).strip();
      return FORM.matcher(text).matches() ? Optional.of(new ApiToken(text)) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static ApiToken make(Path file) throws IOException {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    Path draft = file.resolveSibling(NAME + ".new");
    Files.deleteIfExists(draft);
    FileAttribute<?> closed = PosixFilePermissions.asFileAttribute(OURS);
    try (FileChannel out =
        FileChannel.open(
            draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), closed)) {
      out.write(ByteBuffer.wrap((text + "\n").getBytes(US_ASCII)));
      out.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return new ApiToken(text);
  }

  /** Takes the same time whatever differs. */
  public boolean isIn(String authorization) {
    return MessageDigest.isEqual(header().getBytes(UTF_8), authorization.getBytes(UTF_8));
  }

  /** The whole value of {@code Authorization}. */
  public String header() {
    return "Bearer " + text;
  }
}
