// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.reports;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.checksum.DigestReader;
import org.ingestd.checksum.Reading;
import org.ingestd.checksum.manifest.Manifest;
import org.ingestd.checksum.manifest.ManifestLine;
import org.ingestd.checksum.manifest.ManifestRefused;
import org.ingestd.checksum.manifest.ManifestVerdict;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.Progress;
import org.ingestd.daemon.terminal.Terminal;
import org.ingestd.daemon.terminal.VerbFailed;
import org.jspecify.annotations.Nullable;

/** Reads files and prints their digests, or compares them with a manifest. */
public final class ChecksumReport {

  private final Terminal terminal;
  private final DigestReader reader = new DigestReader();
  private ProgressWatch watch = new ProgressWatch(null);
  private final Set<DigestAlgorithm> wanted;
  private int done;
  private int differing;
  private int worst;

  /**
   * @param digests names of digests
   * @throws VerbFailed USAGE naming one that is unknown
   */
  public ChecksumReport(List<String> digests, Terminal terminal) throws VerbFailed {
    this.terminal = terminal;
    this.wanted = EnumSet.of(DigestAlgorithm.ADLER32);
    for (String digest : digests) {
      try {
        wanted.add(DigestAlgorithm.ofKey(digest));
      } catch (IllegalArgumentException e) {
        throw new VerbFailed(Exit.USAGE, String.valueOf(e.getMessage()));
      }
    }
  }

  /** Prints a line a file; returns the exit code. */
  public int digests(List<Path> files) throws VerbFailed {
    if (files.isEmpty()) {
      throw new VerbFailed(Exit.USAGE, "Name a file, or a manifest with --compare.");
    }
    watch = new ProgressWatch(Progress.ofBytes(terminal, "read", ProgressWatch.sizes(files)));
    for (Path file : files) {
      Reading reading = read(file, wanted);
      if (reading instanceof Reading.Digested digested) {
        done++;
        print(file, digested);
      } else {
        tell(file, reading);
      }
    }
    return exit();
  }

  /** The bar makes room for the file's line. */
  private Reading read(Path file, Set<DigestAlgorithm> algorithms) {
    Reading reading = reader.read(file, algorithms, watch);
    watch.wipe();
    return reading;
  }

  private void print(Path file, Reading.Digested digested) {
    if (terminal.json()) {
      terminal.out().println(Lines.json(fields(file, digested)));
    } else {
      terminal.out().println(ManifestLine.text(file, digested.stamp().size(), digested.digests()));
    }
  }

  private static Map<String, @Nullable Object> fields(
      Path file, Reading.@Nullable Digested digested) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    PathText text = PathText.of(file);
    fields.put("path", text.path());
    fields.put("pathBytes", text.pathBytes());
    if (digested != null) {
      fields.put("size", digested.stamp().size());
      digested.digests().values().forEach((algorithm, hex) -> fields.put(algorithm.key(), hex));
    }
    return fields;
  }

  /**
   * Prints a line for each file that is compared; returns the exit code, 2 if one differs.
   *
   * @param files none: all that the manifest lists
   */
  public int compare(Path manifestFile, List<Path> files) throws VerbFailed, IOException {
    Manifest manifest;
    try {
      manifest = Manifest.read(manifestFile, Path.of(""));
    } catch (ManifestRefused e) {
      throw new VerbFailed(Exit.DATA, String.valueOf(e.getMessage()));
    }
    Collection<Path> compared = files.isEmpty() ? manifest.files() : files;
    watch = new ProgressWatch(Progress.ofBytes(terminal, "read", ProgressWatch.sizes(compared)));
    for (Path file : compared) {
      Set<DigestAlgorithm> listed = manifest.digestsFor(file);
      Reading reading = listed.isEmpty() ? new Reading.Vanished() : read(file, listed);
      verdict(file, reading, manifest.compare(file, reading));
    }
    terminal.say(done + " of " + compared.size() + " files agree with " + manifestFile + ".");
    return exit();
  }

  private void verdict(Path file, Reading reading, ManifestVerdict verdict) {
    String word;
    List<String> differences = new ArrayList<>();
    if (verdict instanceof ManifestVerdict.Same) {
      done++;
      word = "same";
    } else if (verdict instanceof ManifestVerdict.Differs differs) {
      differing++;
      word = "differs";
      differs
          .differences()
          .forEach(d -> differences.add(d.what() + " " + d.manifest() + " is " + d.file()));
    } else if (verdict instanceof ManifestVerdict.NotInManifest) {
      differing++;
      word = "not listed";
    } else if (verdict instanceof ManifestVerdict.Missing) {
      differing++;
      word = "missing";
    } else {
      tell(file, reading);
      return;
    }
    print(file, reading, word, differences);
  }

  private void print(Path file, Reading reading, String word, List<String> differences) {
    if (terminal.json()) {
      Map<String, @Nullable Object> fields =
          fields(file, reading instanceof Reading.Digested digested ? digested : null);
      fields.put("verdict", word);
      fields.put("differences", differences.isEmpty() ? null : differences);
      terminal.out().println(Lines.json(fields));
    } else {
      String why = differences.isEmpty() ? "" : " (" + String.join(", ", differences) + ")";
      terminal.out().println(PathText.of(file).path() + ": " + word + why);
    }
  }

  /** A reading that gave no digests. */
  private void tell(Path file, Reading reading) {
    String why;
    int exit = Exit.DATA;
    if (reading instanceof Reading.ChangedWhileRead changed) {
      why = "changed while it was read: " + changed.what();
    } else if (reading instanceof Reading.Vanished) {
      why = "no such file";
    } else if (reading instanceof Reading.NotRegular other) {
      why = "no regular file: " + other.kind();
    } else if (reading instanceof Reading.Unreadable unreadable) {
      why = "may not be read: " + unreadable.cause().getMessage();
      exit = Exit.NOT_PERMITTED;
    } else {
      why = String.valueOf(reading);
      exit = Exit.IO;
    }
    worst = Math.max(worst, exit);
    terminal.say(PathText.of(file).path() + ": " + why);
  }

  private int exit() {
    if (worst != 0) {
      return done > 0 ? Exit.PARTLY : worst;
    }
    return differing > 0 ? Exit.PARTLY : Exit.OK;
  }
}
