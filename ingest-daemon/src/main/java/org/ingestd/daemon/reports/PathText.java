// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.reports;

import java.nio.file.Path;
import java.util.Base64;
import org.ingestd.rse.RawPath;
import org.jspecify.annotations.Nullable;

/**
 * A path as the operator named it, safe to print.
 *
 * @param pathBytes base64 of the true bytes; null where the text says it all
 */
public record PathText(String path, @Nullable String pathBytes) {

  private static final Path ROOT = Path.of("/");

  /** Relative paths stay relative unless they lead upwards. */
  public static PathText of(Path named) {
    Path path = named.normalize();
    boolean upwards = path.startsWith("..") || path.toString().isEmpty();
    Path shown = upwards ? path.toAbsolutePath().normalize() : path;
    if (shown.equals(ROOT)) {
      return new PathText("/", null);
    }
    RawPath raw = shown.isAbsolute() ? RawPath.relative(ROOT, shown) : RawPath.of(shown);
    String slash = shown.isAbsolute() ? "/" : "";
    return new PathText(
        slash + raw.text(),
        raw.isPlain() ? null : Base64.getEncoder().encodeToString(bytes(slash, raw)));
  }

  private static byte[] bytes(String slash, RawPath raw) {
    byte[] below = raw.bytes();
    byte[] whole = new byte[slash.length() + below.length];
    System.arraycopy(below, 0, whole, slash.length(), below.length);
    if (!slash.isEmpty()) {
      whole[0] = '/';
    }
    return whole;
  }
}
