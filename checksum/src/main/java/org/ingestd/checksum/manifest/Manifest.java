// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum.manifest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.checksum.Digests;
import org.ingestd.checksum.Reading;
import org.ingestd.checksum.manifest.ManifestVerdict.Difference;

/**
 * A list of files with their true checksums. Lines of one file (md5 and sha256, say) are put
 * together. Relative names mean files below the base directory, as for {@code md5sum -c}, or else
 * beside the manifest. Not changed once it is read.
 */
public final class Manifest {

  private final Path base;
  private final Path beside;
  private final Map<Path, ManifestLine> byPath = new LinkedHashMap<>();
  private final Map<Path, ManifestLine> besideManifest = new LinkedHashMap<>();

  private Manifest(Path base, Path beside) {
    this.base = base.toAbsolutePath();
    this.beside = beside;
  }

  /**
   * @param base what relative names are relative to; the working directory, usually
   * @throws ManifestRefused at the first line that is no line of a manifest, or contradicts another
   * @throws IOException if the manifest cannot be read
   */
  public static Manifest read(Path manifest, Path base) throws IOException, ManifestRefused {
    try (BufferedReader lines = Files.newBufferedReader(manifest, ISO_8859_1)) {
      return read(manifest, base, lines);
    }
  }

  /** The same of lines that the caller has at hand, a character a byte (Latin-1). */
  public static Manifest read(Path manifest, Path base, BufferedReader lines)
      throws IOException, ManifestRefused {
    Manifest read = new Manifest(base, manifest.toAbsolutePath().resolveSibling("."));
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      read.add(line, manifest + ":" + number);
    }
    return read;
  }

  private void add(String line, String place) throws ManifestRefused {
    if (line.isBlank() || line.startsWith("#")) {
      return;
    }
    try {
      ManifestLine parsed = ManifestLine.parse(line);
      byPath.merge(base.resolve(parsed.name()).normalize(), parsed, Manifest::together);
      besideManifest.merge(beside.resolve(parsed.name()).normalize(), parsed, Manifest::together);
    } catch (IllegalArgumentException e) {
      throw new ManifestRefused(
          "%s: '%s': %s".formatted(place, RawName.escape(line), e.getMessage()));
    }
  }

  private static ManifestLine together(ManifestLine one, ManifestLine other) {
    Map<DigestAlgorithm, String> digests = new EnumMap<>(one.digests());
    other
        .digests()
        .forEach(
            (algorithm, hex) -> {
              String before = digests.put(algorithm, hex);
              if (before != null && !before.equals(hex)) {
                throw new IllegalArgumentException(
                    "an earlier line has " + algorithm.key() + " " + before + " for this file");
              }
            });
    if (one.size().isPresent() && other.size().isPresent() && !one.size().equals(other.size())) {
      throw new IllegalArgumentException(
          "an earlier line has size " + one.size().getAsLong() + " for this file");
    }
    OptionalLong size = one.size().isPresent() ? one.size() : other.size();
    return new ManifestLine(one.name(), size, digests);
  }

  /** All files listed, absolute below the base, in the manifest's order. */
  public Set<Path> files() {
    return Collections.unmodifiableSet(byPath.keySet());
  }

  /**
   * The digests to compute for this file, so that it can be compared; empty if it is not listed.
   */
  public Set<DigestAlgorithm> digestsFor(Path file) {
    return find(file).map(line -> line.digests().keySet()).orElse(Set.of());
  }

  /** Compares what was read with what is listed. */
  public ManifestVerdict compare(Path file, Reading reading) {
    Optional<ManifestLine> line = find(file);
    if (line.isEmpty()) {
      return new ManifestVerdict.NotInManifest();
    } else if (reading instanceof Reading.Digested read) {
      return compare(line.get(), read.stamp().size(), read.digests());
    } else if (reading instanceof Reading.Vanished) {
      return new ManifestVerdict.Missing();
    }
    return new ManifestVerdict.NotCompared(reading.toString());
  }

  /** What is listed of this file. */
  public Optional<ManifestLine> line(Path file) {
    return find(file);
  }

  private Optional<ManifestLine> find(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    ManifestLine line = byPath.get(absolute);
    return Optional.ofNullable(line != null ? line : besideManifest.get(absolute));
  }

  private static ManifestVerdict compare(ManifestLine line, long size, Digests digests) {
    Set<DigestAlgorithm> compared = EnumSet.copyOf(line.digests().keySet());
    compared.retainAll(digests.values().keySet());
    List<Difference> differences = new ArrayList<>();
    line.size().ifPresent(listed -> addIfOther(differences, "size", "" + listed, "" + size));
    for (DigestAlgorithm algorithm : compared) {
      String listed = requireNonNull(line.digests().get(algorithm));
      addIfOther(differences, algorithm.key(), listed, digests.get(algorithm).orElseThrow());
    }
    if (!differences.isEmpty()) {
      return new ManifestVerdict.Differs(List.copyOf(differences));
    }
    return compared.isEmpty()
        ? new ManifestVerdict.NotCompared("none of the listed digests was computed")
        : new ManifestVerdict.Same(Set.copyOf(compared));
  }

  private static void addIfOther(
      List<Difference> differences, String what, String listed, String found) {
    if (!listed.equals(found)) {
      differences.add(new Difference(what, listed, found));
    }
  }
}
