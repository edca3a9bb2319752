// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum.manifest;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.checksum.Digests;

/**
 * One line of a manifest: {@code hex name} or {@code hex *name} as md5sum and sha256sum write it (a
 * backslash in front says that the name is escaped), {@code MD5 (name) = hex} as they write it with
 * {@code --tag} and BSD always does, or our own {@code adler32 size path}, between which further
 * digests stand as {@code md5:hex}.
 *
 * @param name as written, relative or absolute
 * @param size in bytes, if the line has it
 */
public record ManifestLine(Path name, OptionalLong size, Map<DigestAlgorithm, String> digests) {

  private static final Pattern OURS =
      Pattern.compile(
          "(\\\\?)([0-9a-fA-F]{8})((?:  [a-z0-9]+:[0-9a-fA-F]+)*)  ([0-9]{1,18})  (.+)",
          Pattern.DOTALL);
  private static final Pattern TAGGED =
      Pattern.compile("(\\\\?)([A-Z0-9]+) \\((.+)\\) = ([0-9a-fA-F]+)", Pattern.DOTALL);
  private static final Pattern SUMS =
      Pattern.compile("(\\\\?)([0-9a-fA-F]+) [ *](.+)", Pattern.DOTALL);

  public ManifestLine {
    if (digests.isEmpty()) {
      throw new IllegalArgumentException("A line of a manifest needs a digest");
    }
    digests = Map.copyOf(digests);
  }

  /** The line that the command line prints for a file; {@link #parse} reads it. */
  public static String text(Path file, long size, Digests digests) {
    String name = RawName.of(file);
    String escaped = RawName.escape(name);
    boolean odd = escaped.indexOf('\\') >= 0;
    StringBuilder line = new StringBuilder(odd ? "\\" : "").append(digests.adler32());
    digests.values().keySet().stream()
        .filter(algorithm -> algorithm != DigestAlgorithm.ADLER32)
        .forEach(algorithm -> line.append(pair(algorithm, digests)));
    return line.append("  ").append(size).append("  ").append(escaped).toString();
  }

  private static String pair(DigestAlgorithm algorithm, Digests digests) {
    return "  " + algorithm.key() + ":" + digests.get(algorithm).orElseThrow();
  }

  /**
   * @param line its bytes, one character each (Latin-1), without the line feed
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static ManifestLine parse(String line) {
    Matcher ours = OURS.matcher(line);
    if (ours.matches()) {
      Map<DigestAlgorithm, String> digests = new EnumMap<>(DigestAlgorithm.class);
      put(digests, DigestAlgorithm.ADLER32, group(ours, 2));
      for (String pair : group(ours, 3).trim().split(" +")) {
        putPair(digests, pair);
      }
      long size = Long.parseLong(group(ours, 4));
      return new ManifestLine(name(ours, 5), OptionalLong.of(size), digests);
    }
    Matcher tagged = TAGGED.matcher(line);
    if (tagged.matches()) {
      Map<DigestAlgorithm, String> digests = new EnumMap<>(DigestAlgorithm.class);
      put(digests, DigestAlgorithm.ofKey(lower(group(tagged, 2))), group(tagged, 4));
      return new ManifestLine(name(tagged, 3), OptionalLong.empty(), digests);
    }
    Matcher sums = SUMS.matcher(line);
    if (sums.matches()) {
      Map<DigestAlgorithm, String> digests = new EnumMap<>(DigestAlgorithm.class);
      put(digests, byLength(group(sums, 2).length()), group(sums, 2));
      return new ManifestLine(name(sums, 3), OptionalLong.empty(), digests);
    }
    throw new IllegalArgumentException(
        "neither 'hex  name' as md5sum and sha256sum write it, nor 'adler32  size  path'");
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  private static String group(Matcher matcher, int number) {
    return requireNonNull(matcher.group(number));
  }

  private static Path name(Matcher matcher, int number) {
    String written = group(matcher, number);
    String name = group(matcher, 1).isEmpty() ? written : RawName.unescape(written);
    if (name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a name cannot hold a zero byte");
    }
    return RawName.toPath(name);
  }

  private static void putPair(Map<DigestAlgorithm, String> digests, String pair) {
    int colon = pair.indexOf(':');
    if (colon > 0) {
      put(digests, DigestAlgorithm.ofKey(pair.substring(0, colon)), pair.substring(colon + 1));
    }
  }

  private static void put(Map<DigestAlgorithm, String> digests, DigestAlgorithm kind, String hex) {
    if (hex.length() != kind.hexDigits()) {
      throw new IllegalArgumentException(
          "%s has %d hex digits, not %d".formatted(kind.key(), kind.hexDigits(), hex.length()));
    }
    digests.put(kind, hex.toLowerCase(Locale.ROOT));
  }

  /** Eight digits are an adler32: nobody lists crc32c without saying so. */
  private static DigestAlgorithm byLength(int hexDigits) {
    return switch (hexDigits) {
      case 8 -> DigestAlgorithm.ADLER32;
      case 32 -> DigestAlgorithm.MD5;
      case 64 -> DigestAlgorithm.SHA256;
      default ->
          throw new IllegalArgumentException(
              hexDigits + " hex digits; known are adler32 (8), md5 (32) and sha256 (64)");
    };
  }
}
