// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import org.ingestd.routes.contract.SourceSettings;

/**
 * Whether a source's directory is really there: an unmounted file system leaves an empty directory
 * behind, which must not be read as "all files are gone". Remembers, across restarts, where the
 * source's file system was mounted and of what type it was; device numbers alone change with every
 * mount of a network file system and with reboots. Thread-safe.
 */
public final class Mounts {

  /**
   * @param point the highest directory on the source's device
   * @param device the file system's own name, e.g. {@code server:/export}
   */
  private record Mount(Path point, String type, String device) {

    private static Mount of(Path directory) throws IOException {
      Path real = directory.toRealPath();
      Object device = Files.getAttribute(real, "unix:dev");
      Path point = real;
      for (Path above = real.getParent(); above != null; above = above.getParent()) {
        if (!Files.getAttribute(above, "unix:dev").equals(device)) {
          break;
        }
        point = above;
      }
      FileStore store = Files.getFileStore(real);
      return new Mount(point, store.type(), store.name());
    }
  }

  private static final long SEVERAL = 2;

  private final Path memory;
  private final ToLongFunction<String> files;
  private final Properties remembered = new Properties();
  private final Map<String, Mount> seen = new ConcurrentHashMap<>();

  /**
   * @param state the daemon's own directory; the memory is {@code mounts.properties} in it
   * @param files how many files of a source, by its name, are known and not gone
   * @throws UncheckedIOException if the memory is there and cannot be read
   */
  public Mounts(Path state, ToLongFunction<String> files) {
    this.files = files;
    this.memory = state.resolve("mounts.properties");
    if (Files.exists(memory)) {
      try (var in = Files.newBufferedReader(memory)) {
        remembered.load(in);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read " + memory, e);
      }
    }
  }

  /** Why the source cannot be believed now, in words; empty if it is there as it always was. */
  public Optional<String> whyOffline(SourceSettings source) {
    Path directory = source.path();
    try {
      if (!Files.isDirectory(directory)) {
        return Optional.of(
            directory
                + (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)
                    ? " is not a directory"
                    : " is not there"));
      }
      Mount now = Mount.of(directory);
      Optional<String> difference = difference(source, now).or(() -> whyEmptied(source, directory));
      if (difference.isEmpty()) {
        remember(source, now);
      }
      return difference;
    } catch (IOException e) {
      return Optional.of(directory + " does not answer: " + e);
    }
  }

  private Optional<String> difference(SourceSettings source, Mount now) {
    String before = remembered.getProperty(key(source, "point"));
    if (before != null && !before.equals(now.point.toUri().toString())) {
      return Optional.of(source.path() + " was mounted at " + before + " and is not mounted now");
    }
    String type = remembered.getProperty(key(source, "type"));
    if (type != null && !type.equals(now.type)) {
      return Optional.of(source.path() + " is on " + now.type + " now and was on " + type);
    }
    Mount inThisRun = seen.get(source.name());
    if (inThisRun != null && !inThisRun.device.equals(now.device)) {
      return Optional.of(source.path() + " is on " + now.device + ", was on " + inThisRun.device);
    }
    return Optional.empty();
  }

  /**
   * A single file may well have been removed. Where there were several, a directory without any
   * name in it is rather a mount point, or the wrong disk.
   */
  private Optional<String> whyEmptied(SourceSettings source, Path directory) {
    try (DirectoryStream<Path> names = Files.newDirectoryStream(directory)) {
      if (names.iterator().hasNext()) {
        return Optional.empty();
      }
    } catch (IOException | DirectoryIteratorException e) {
      return Optional.of(directory + " does not answer: " + e);
    }
    long there = files.applyAsLong(source.name());
    return there < SEVERAL
        ? Optional.empty()
        : Optional.of(directory + " is empty, and " + there + " files were there");
  }

  private void remember(SourceSettings source, Mount now) throws IOException {
    if (seen.putIfAbsent(source.name(), now) != null) {
      return;
    }
    synchronized (remembered) {
      remembered.setProperty(key(source, "point"), now.point.toUri().toString());
      remembered.setProperty(key(source, "type"), now.type);
      Files.createDirectories(memory.toAbsolutePath().getParent());
      Path fresh = memory.resolveSibling(memory.getFileName() + ".new");
      try (var out = Files.newBufferedWriter(fresh)) {
        remembered.store(out, "Where sources were mounted; delete a source's lines if it moved");
      }
      Files.move(fresh, memory, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** With the path, so that a source that was given another directory starts anew. */
  private static String key(SourceSettings source, String what) {
    return source.name() + "|" + source.path().toUri() + "|" + what;
  }
}
