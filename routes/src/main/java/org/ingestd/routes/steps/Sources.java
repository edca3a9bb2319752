// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.routes.contract.SourceSettings;
import org.ingestd.routes.disk.SourceDisk;

/** The configured sources by name. Thread-safe. */
public final class Sources implements AutoCloseable {

  private final Map<String, Source> byName = new LinkedHashMap<>();

  /**
   * @param disks makes the place where the files of a source lie
   */
  public Sources(
      List<SourceSettings> sources, Path rseRoot, Function<SourceSettings, SourceDisk> disks) {
    sources.forEach(
        settings ->
            byName.put(settings.name(), new Source(settings, rseRoot, disks.apply(settings))));
  }

  /**
   * @throws IllegalArgumentException if no source of this name is configured
   */
  public Source named(String name) {
    Source source = byName.get(name);
    if (source == null) {
      throw new IllegalArgumentException(
          "No source '" + name + "'; there are " + String.join(", ", byName.keySet()));
    }
    return source;
  }

  /** Files of a source that is configured no longer rest in the journal untouched. */
  public boolean has(JournalFile file) {
    return byName.containsKey(file.key().source());
  }

  public Source of(JournalFile file) {
    return named(file.key().source());
  }

  public Collection<Source> all() {
    return byName.values();
  }

  /** Ends all connections to where files lie. */
  @Override
  public void close() {
    byName.values().forEach(source -> source.disk().close());
  }
}
