// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.describe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.checksum.manifest.Manifest;
import org.ingestd.checksum.manifest.ManifestLine;
import org.ingestd.checksum.manifest.ManifestRefused;

/** A file of checksums that was read: of one file beside it, of a directory, or of a bag. */
final class ChecksumList {

  /** Some 80,000 lines. */
  static final int LARGEST = 8 << 20;

  private static final Pattern BARE = Pattern.compile("\\s*([0-9a-fA-F]{8,128})\\s*");
  private static final Pattern IN_BAG = Pattern.compile("([0-9a-fA-F]+)[ \\t]+[*]?(.+)");
  private static final Pattern KIND = Pattern.compile("(?i)(adler32|crc32c|md5|sha256|sha\\d+)");

  private final Path file;
  private final String content;
  private final Manifest manifest;

  private ChecksumList(Path file, String content, Manifest manifest) {
    this.file = file;
    this.content = content;
    this.manifest = manifest;
  }

  /**
   * @param base what names in it are relative to
   * @throws ManifestRefused naming the line that cannot be understood
   */
  static ChecksumList read(Path file, Path base, byte[] bytes) throws ManifestRefused {
    return of(file, base, new String(bytes, ISO_8859_1));
  }

  /** Of a bag, where a name's CR, LF and % are percent-encoded (RFC 8493, §2.1.3). */
  static ChecksumList readBag(Path file, Path bag, byte[] bytes) throws ManifestRefused {
    String lines =
        new String(bytes, ISO_8859_1)
            .lines()
            .map(ChecksumList::withoutPercents)
            .collect(Collectors.joining("\n"));
    ChecksumList list = of(file, bag, lines);
    for (Path listed : list.manifest.files()) {
      if (!listed.startsWith(bag.resolve("data"))) {
        throw new OutsideBag(listed);
      }
    }
    return list;
  }

  /** As md5sum would write the line: escaped with backslashes, and said so in front. */
  private static String withoutPercents(String line) {
    Matcher parts = IN_BAG.matcher(line);
    return parts.matches()
        ? "\\%s  %s"
            .formatted(
                parts.group(1),
                parts
                    .group(2)
                    .replace("\\", "\\\\")
                    .replaceAll("(?i)%0a", "\\\\n")
                    .replaceAll("(?i)%0d", "\\\\r")
                    .replace("%25", "%"))
        : line;
  }

  /** A bag lists a file that is none of its payload. */
  static final class OutsideBag extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private OutsideBag(Path listed) {
      super("lists " + listed + ", which is not in the bag's data");
    }
  }

  private static ChecksumList of(Path file, Path base, String content) throws ManifestRefused {
    String lines = BARE.matcher(content).matches() ? "" : content;
    try (BufferedReader reader = new BufferedReader(new StringReader(lines))) {
      return new ChecksumList(file, content, Manifest.read(file, base, reader));
    } catch (IOException e) {
      throw new IllegalStateException("Text in memory cannot be read", e);
    }
  }

  /** What it says of a file by its path. */
  Optional<Declaration> of(Path listed) {
    return manifest.line(listed).map(this::declaration);
  }

  /**
   * What it says of the one file that it belongs to: by its path, by a line that has its name with
   * another directory, or by a checksum that stands alone.
   */
  Optional<Declaration> ofTheOne(Path one) {
    Matcher bare = BARE.matcher(content);
    if (bare.matches()) {
      return Optional.of(bare(bare.group(1).toLowerCase(Locale.ROOT)));
    }
    return of(one)
        .or(
            () ->
                manifest.files().stream()
                    .filter(file -> file.endsWith(one.getFileName()))
                    .findFirst()
                    .flatMap(this::of));
  }

  private Declaration bare(String hex) {
    DigestAlgorithm algorithm =
        kind(file.getFileName().toString())
            .or(() -> Optional.ofNullable(BY_LENGTH.get(hex.length())))
            .filter(kind -> kind.hexDigits() == hex.length())
            .orElseThrow(() -> new IllegalArgumentException("has " + hex.length() + " hex digits"));
    return new Declaration(name(), OptionalLong.empty(), Map.of(algorithm, hex));
  }

  private static final Map<Integer, DigestAlgorithm> BY_LENGTH =
      Map.of(
          DigestAlgorithm.ADLER32.hexDigits(), DigestAlgorithm.ADLER32,
          DigestAlgorithm.MD5.hexDigits(), DigestAlgorithm.MD5,
          DigestAlgorithm.SHA256.hexDigits(), DigestAlgorithm.SHA256);

  /** The kind that a name of a list tells, if it is one of ours. */
  private static Optional<DigestAlgorithm> kind(String name) {
    Matcher kind = KIND.matcher(name);
    return kind.find() && isKnown(kind.group())
        ? Optional.of(DigestAlgorithm.ofKey(kind.group().toLowerCase(Locale.ROOT)))
        : Optional.empty();
  }

  private static boolean isKnown(String kind) {
    return Arrays.stream(DigestAlgorithm.values())
        .anyMatch(known -> known.key().equalsIgnoreCase(kind));
  }

  /** A line cut in the middle of its digest looks like one of a shorter kind: the name decides. */
  private Declaration declaration(ManifestLine line) {
    Optional<DigestAlgorithm> kind = kind(file.getFileName().toString());
    if (kind.isPresent() && !line.digests().containsKey(kind.get())) {
      throw new IllegalArgumentException(
          "has no %s of %s".formatted(kind.get().key(), line.name().getFileName()));
    }
    return new Declaration(name(), line.size(), line.digests());
  }

  private String name() {
    return file.getFileName().toString();
  }
}
