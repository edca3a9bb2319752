// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.ingestd.routes.contract.SourceSettings;
import org.ingestd.rse.RawPath;

/**
 * Where sources were mounted and what was mounted below them: {@code mounts.properties} in the
 * state directory, which a person may mend. Thread-safe.
 */
final class MountMemory {

  private static final String BELOW = "below|";

  private final Path file;
  private final boolean writes;
  private final Properties remembered = new Properties();

  /**
   * @param writes whether what is learnt is kept for the next start
   * @throws UncheckedIOException if the memory is there and cannot be read
   */
  MountMemory(Path state, boolean writes) {
    this.file = state.resolve("mounts.properties");
    this.writes = writes;
    if (Files.exists(file)) {
      try (var in = Files.newBufferedReader(file)) {
        remembered.load(in);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read " + file, e);
      }
    }
  }

  synchronized Optional<String> point(SourceSettings source) {
    return Optional.ofNullable(remembered.getProperty(key(source, "point")));
  }

  synchronized Optional<String> type(SourceSettings source) {
    return Optional.ofNullable(remembered.getProperty(key(source, "type")));
  }

  /** The types of the file systems that were ever mounted below the source, by place in it. */
  synchronized Map<RawPath, String> below(SourceSettings source) {
    String prefix = key(source, BELOW);
    Map<RawPath, String> types = new TreeMap<>();
    for (String name : remembered.stringPropertyNames()) {
      if (name.startsWith(prefix)) {
        types.put(RawPath.ofText(name.substring(prefix.length())), remembered.getProperty(name));
      }
    }
    return types;
  }

  synchronized void keep(SourceSettings source, String point, String type) throws IOException {
    remembered.setProperty(key(source, "point"), point);
    remembered.setProperty(key(source, "type"), type);
    store();
  }

  /** Adds; what is known stays, so that what is not mounted now is missed. */
  synchronized void keepBelow(SourceSettings source, Map<RawPath, String> types)
      throws IOException {
    boolean news = false;
    for (Map.Entry<RawPath, String> mount : types.entrySet()) {
      String key = key(source, BELOW + mount.getKey().text());
      news |= remembered.putIfAbsent(key, mount.getValue()) == null;
    }
    if (news) {
      store();
    }
  }

  private void store() throws IOException {
    if (!writes) {
      return;
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (var out = Files.newBufferedWriter(fresh)) {
      remembered.store(
          out, "Where sources were mounted, and what below them; delete lines of what has moved");
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** With the path, so that a source that was given another directory starts anew. */
  private static String key(SourceSettings source, String what) {
    return source.name() + "|" + source.path().toUri() + "|" + what;
  }
}
