// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.reports;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ingestd.daemon.config.model.Config;
import org.ingestd.daemon.config.model.SourceConfig;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.VerbFailed;
import org.ingestd.journal.JournalReader;
import org.ingestd.journal.life.FileKey;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.rse.RawPath;

/** Finds the one file that an operator means by an id, a full path or a path below a source. */
public final class FileFinder {

  private final Config config;
  private final JournalReader journal;

  public FileFinder(Config config, JournalReader journal) {
    this.config = config;
    this.journal = journal;
  }

  /**
   * @throws VerbFailed naming what may be meant
   */
  public JournalFile find(String which) throws VerbFailed {
    Set<Long> seen = new LinkedHashSet<>();
    List<JournalFile> found = new ArrayList<>();
    for (JournalFile file : candidates(which)) {
      if (seen.add(file.id())) {
        found.add(file);
      }
    }
    if (found.isEmpty()) {
      throw new VerbFailed(
          Exit.DATA, "The journal knows no file '" + which + "'; 'ingestd files list' shows all.");
    }
    if (found.size() > 1) {
      throw new VerbFailed(
          Exit.USAGE,
          "'"
              + which
              + "' may be "
              + String.join(
                  " or ",
                  found.stream().map(file -> file.key().source() + ":" + file.id()).toList())
              + " (source:id); name the id.");
    }
    return found.get(0);
  }

  private List<JournalFile> candidates(String which) {
    List<JournalFile> found = new ArrayList<>();
    if (which.matches("\\d{1,18}")) {
      journal.file(Long.parseLong(which)).ifPresent(found::add);
    }
    for (SourceConfig source : config.sources()) {
      below(source, which)
          .flatMap(path -> journal.file(new FileKey(source.name(), path)))
          .ifPresent(found::add);
    }
    return found;
  }

  private static Optional<RawPath> below(SourceConfig source, String which) {
    String text = which;
    if (text.startsWith(source.name() + ":")) {
      text = text.substring(source.name().length() + 1);
    }
    String path = source.path().toString();
    String root = path + (path.endsWith("/") ? "" : "/");
    if (text.startsWith(root)) {
      text = text.substring(root.length());
    }
    return parsed(text);
  }

  /** As it is shown, with {@code \\xhh} for odd bytes, or letter for letter. */
  private static Optional<RawPath> parsed(String text) {
    try {
      return Optional.of(RawPath.ofText(text));
    } catch (IllegalArgumentException notAsShown) {
      try {
        return Optional.of(RawPath.of(text));
      } catch (IllegalArgumentException noPath) {
        return Optional.empty();
      }
    }
  }
}
