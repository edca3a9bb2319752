// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.looks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * How much room there is where files and the journal lie. The JDK does not know of inodes, so
 * {@code stat} of the operating system is asked.
 */
final class DiskLook implements Look {

  private static final long PATIENCE_SECONDS = 10;
  private static final String DEVICE = "unix:dev";

  private final Map<String, List<Path>> places;
  private final Rows free;
  private final Rows size;
  private final Rows inodes;
  private final Rows freeInodes;
  private final Clock clock;
  private final Duration good;
  private volatile Map<Path, Measured> rooms = Map.of();

  private record Measured(Room room, Instant until) {}

  /**
   * @param places directories by role
   */
  DiskLook(MeterRegistry registry, Clock clock, Duration good, Map<String, List<Path>> places) {
    this.places = new TreeMap<>(places);
    this.clock = clock;
    this.good = good;
    this.free =
        new Rows(
            registry,
            clock,
            good,
            "ingestd.filesystem.free.bytes",
            "Room for those without special rights on the file system");
    this.size =
        new Rows(registry, clock, good, "ingestd.filesystem.size.bytes", "Size of the file system");
    this.inodes =
        new Rows(
            registry,
            clock,
            good,
            "ingestd.filesystem.inodes",
            "Inodes of the file system; absent where it has no fixed number");
    this.freeInodes =
        new Rows(
            registry,
            clock,
            good,
            "ingestd.filesystem.free.inodes",
            "Inodes that are free; absent where there is no fixed number");
  }

  /** A place that is away has no rows; its source says why. */
  @Override
  public void look() throws InterruptedException {
    Map<Path, Measured> found = new HashMap<>();
    for (Map.Entry<String, List<Path>> role : places.entrySet()) {
      Map<Path, List<Path>> mounts = new TreeMap<>();
      for (Path place : role.getValue()) {
        mountPoint(place)
            .ifPresent(
                mount -> mounts.computeIfAbsent(mount, here -> new ArrayList<>()).add(place));
      }
      for (Map.Entry<Path, List<Path>> mount : mounts.entrySet()) {
        String point = mount.getKey().toString();
        Tags tags = Tags.of("mount", point, "role", role.getKey());
        look(mount.getValue().get(0), point, tags)
            .map(room -> new Measured(room, clock.instant().plus(good)))
            .ifPresent(room -> mount.getValue().forEach(place -> found.put(place, room)));
      }
    }
    rooms = Map.copyOf(found);
    free.show();
    size.show();
    inodes.show();
    freeInodes.show();
  }

  /**
   * What the last look found where a place lies; empty if it was away, or the look is too long ago.
   *
   * @param place one of those that are looked at
   */
  Optional<Room> room(Path place) {
    return Optional.ofNullable(rooms.get(place))
        .filter(measured -> !clock.instant().isAfter(measured.until()))
        .map(Measured::room);
  }

  private Optional<Room> look(Path place, String mount, Tags tags) throws InterruptedException {
    try {
      FileStore store = Files.getFileStore(place);
      Room room = new Room(mount, store.getUsableSpace(), store.getTotalSpace());
      size.put(tags, room.size());
      free.put(tags, room.free());
      Optional<Inodes> counted = Inodes.of(place);
      if (counted.isPresent() && counted.get().all() > 0) {
        inodes.put(tags, counted.get().all());
        freeInodes.put(tags, counted.get().free());
      }
      return Optional.of(room);
    } catch (IOException away) {
      return Optional.empty();
    }
  }

  /** The highest directory on the same device; empty while the place is away. */
  private static Optional<Path> mountPoint(Path place) {
    try {
      Path point = place.toRealPath();
      Object device = Files.getAttribute(point, DEVICE);
      for (Path above = point.getParent(); above != null; above = above.getParent()) {
        if (!Files.getAttribute(above, DEVICE).equals(device)) {
          break;
        }
        point = above;
      }
      return Optional.of(point);
    } catch (IOException away) {
      return Optional.empty();
    }
  }

  /**
   * @param all 0 where the file system makes them as they are needed
   */
  private record Inodes(long all, long free) {

    private static Optional<Inodes> of(Path place) throws InterruptedException {
      try {
        Process stat =
            new ProcessBuilder("stat", "--file-system", "--format=%c %d", "--", place.toString())
                .redirectErrorStream(true)
                .start();
        stat.getOutputStream().close();
        if (!stat.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          stat.destroyForcibly();
          return Optional.empty();
        }
        String said = new String(stat.getInputStream().readAllBytes(), US_ASCII).strip();
        return stat.exitValue() == 0 && said.matches("\\d{1,18} \\d{1,18}")
            ? Optional.of(parse(said))
            : Optional.empty();
      } catch (IOException notThere) {
        return Optional.empty();
      }
    }

    private static Inodes parse(String said) {
      int blank = said.indexOf(' ');
      return new Inodes(
          Long.parseLong(said.substring(0, blank)), Long.parseLong(said.substring(blank + 1)));
    }
  }
}
