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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import org.ingestd.routes.contract.SourceSettings;
import org.ingestd.rse.IgnoredName;
import org.ingestd.rse.RawPath;
import org.jspecify.annotations.Nullable;

/**
 * Whether a source's directory is really there: an unmounted file system leaves an empty directory
 * behind, which must not be read as "all files are gone". Remembers, across restarts, where the
 * source's file system was mounted, of what type it was, and which others were mounted below it;
 * device numbers alone change with every mount of a network file system and with reboots.
 * Thread-safe.
 */
public final class Mounts {

  /**
   * @param point the highest directory on the source's device
   * @param device the file system's own name, e.g. {@code server:/export}
   */
  private record Mount(Path point, String type, String device) {

    private static Mount of(Path real) throws IOException {
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

  private final MountMemory memory;
  private final ToLongFunction<String> files;
  private final MountTable table;
  private final Map<String, Mount> seen = new ConcurrentHashMap<>();

  /**
   * @param state the daemon's own directory; the memory is {@code mounts.properties} in it
   * @param files how many files of a source, by its name, are known and not gone
   * @throws UncheckedIOException if the memory is there and cannot be read
   */
  public Mounts(Path state, ToLongFunction<String> files) {
    this(new MountMemory(state, true), files, MountTable.ofKernel());
  }

  Mounts(MountMemory memory, ToLongFunction<String> files, MountTable table) {
    this.memory = memory;
    this.files = files;
    this.table = table;
  }

  /** For those beside a daemon: knows what it remembers, and writes nothing. */
  public static Mounts reading(Path state, ToLongFunction<String> files) {
    return new Mounts(new MountMemory(state, false), files, MountTable.ofKernel());
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
      Path real = directory.toRealPath();
      Mount now = Mount.of(real);
      Optional<String> why =
          difference(source, now)
              .or(() -> whyWithoutSentinel(source))
              .or(() -> whyEmptied(source, directory));
      if (why.isEmpty()) {
        remember(source, now, real);
      }
      return why;
    } catch (IOException e) {
      return Optional.of(directory + " does not answer: " + e);
    }
  }

  /** Why the source, or the file system below it that the file was on, cannot be believed now. */
  public Optional<String> whyOffline(SourceSettings source, RawPath file) {
    return whyOffline(source)
        .or(
            () ->
                partsOffline(source).entrySet().stream()
                    .filter(part -> file.below(part.getKey()).isPresent())
                    .map(Map.Entry::getValue)
                    .findFirst());
  }

  /**
   * File systems below the source that were mounted once and are not now, or are of another type:
   * why, by place. What is missing there is not gone.
   */
  public Map<RawPath, String> partsOffline(SourceSettings source) {
    Map<RawPath, String> offline = new TreeMap<>();
    Map<RawPath, String> before = memory.below(source);
    if (before.isEmpty()) {
      return offline;
    }
    try {
      Map<RawPath, String> now = table.below(source.path().toRealPath());
      before.forEach(
          (part, type) -> {
            if (!type.equals(now.get(part))) {
              offline.put(part, whyOffline(source.path() + "/" + part, type, now.get(part)));
            }
          });
    } catch (IOException e) {
      before.keySet().forEach(part -> offline.put(part, "what is mounted is not known: " + e));
    }
    return offline;
  }

  private static String whyOffline(String place, String type, @Nullable String now) {
    return place
        + " was a file system of its own ("
        + type
        + (now == null ? ") and is not mounted now" : ") and is on " + now + " now");
  }

  private Optional<String> difference(SourceSettings source, Mount now) {
    Optional<String> before = memory.point(source);
    if (before.isPresent() && !before.get().equals(now.point.toUri().toString())) {
      return Optional.of(
          source.path() + " was mounted at " + before.get() + " and is not mounted now");
    }
    Optional<String> type = memory.type(source);
    if (type.isPresent() && !type.get().equals(now.type)) {
      return Optional.of(source.path() + " is on " + now.type + " now and was on " + type.get());
    }
    Mount inThisRun = seen.get(source.name());
    if (inThisRun != null && !inThisRun.device.equals(now.device)) {
      return Optional.of(source.path() + " is on " + now.device + ", was on " + inThisRun.device);
    }
    return Optional.empty();
  }

  /** The file that the operator put on the right disk, and that no other has. */
  private static Optional<String> whyWithoutSentinel(SourceSettings source) {
    return source.discovery().sentinel().flatMap(sentinel -> whyWithout(source, sentinel));
  }

  private static Optional<String> whyWithout(SourceSettings source, RawPath sentinel) {
    Look look = Look.below(source.path(), sentinel.under(source.path()));
    if (look instanceof Look.Regular) {
      return Optional.empty();
    }
    String name = source.path() + " cannot be believed: its sentinel " + sentinel;
    if (look instanceof Look.Unknown unknown) {
      return Optional.of(name + " does not answer: " + unknown.cause());
    }
    return Optional.of(name + (look instanceof Look.Gone ? " is not there" : " is no file"));
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

  private void remember(SourceSettings source, Mount now, Path real) throws IOException {
    Map<RawPath, String> below = table.below(real);
    below.keySet().removeIf(Mounts::isHidden);
    memory.keepBelow(source, below);
    if (seen.putIfAbsent(source.name(), now) == null) {
      memory.keep(source, now.point.toUri().toString(), now.type);
    }
  }

  /** Snapshots come and go, and no file of a source lies there. */
  private static boolean isHidden(RawPath place) {
    return IgnoredName.ofDirectory(place).isPresent();
  }
}
