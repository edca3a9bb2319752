// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.disk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.toMap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ingestd.rse.RawPath;

/**
 * What the kernel says is mounted, see proc(5), {@code /proc/PID/mountinfo}. Asks no file system,
 * so one that hangs does not matter. Paths are bytes, with blanks and the like in octal. Immutable.
 */
public final class MountTable {

  private static final Path KERNEL = Path.of("/proc/self/mountinfo");
  private static final Path TOP = Path.of("/");
  private static final int PLACE = 4;
  private static final int OPTIONS = 5;

  /** A file system that is mounted by the first look at it says nothing of what belongs there. */
  private static final String ON_DEMAND = "autofs";

  private final Path table;

  private MountTable(Path table) {
    this.table = table;
  }

  public static MountTable ofKernel() {
    return new MountTable(KERNEL);
  }

  static MountTable of(Path table) {
    return new MountTable(table);
  }

  /**
   * @param place empty for the top of all
   */
  private record Line(Optional<RawPath> place, Mounted what) {

    private static Line of(String line) {
      List<String> fields = Arrays.asList(line.split(" "));
      int type = fields.indexOf("-") + 1;
      byte[] place = unescaped(fields.get(PLACE));
      String options = fields.get(OPTIONS) + "," + fields.get(type + 2);
      return new Line(
          place.length < 2
              ? Optional.empty()
              : Optional.of(RawPath.of(Arrays.copyOfRange(place, 1, place.length))),
          new Mounted(fields.get(type), List.of(options.split(","))));
    }

    private static byte[] unescaped(String field) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(field.length());
      int at = 0;
      while (at < field.length()) {
        boolean octal = field.charAt(at) == '\\';
        bytes.write(
            octal ? Integer.parseInt(field.substring(at + 1, at + 4), 8) : field.charAt(at));
        at += octal ? 4 : 1;
      }
      return bytes.toByteArray();
    }
  }

  /**
   * A file system as it is mounted.
   *
   * @param options of the mount and of the file system, such as {@code acregmax=120}
   */
  public record Mounted(String type, List<String> options) {}

  /**
   * The last of several at one place hides the others. Empty where the kernel has no such table.
   */
  private Stream<Line> lines() throws IOException {
    return Files.exists(table)
        ? Files.readAllLines(table, ISO_8859_1).stream().map(Line::of)
        : Stream.empty();
  }

  private static Optional<RawPath> place(Path directory) {
    return directory.equals(TOP) ? Optional.empty() : Optional.of(RawPath.relative(TOP, directory));
  }

  /**
   * The types of the file systems that are mounted below a directory now, by place in it.
   *
   * @param directory absolute, links resolved
   */
  Map<RawPath, String> below(Path directory) throws IOException {
    Optional<RawPath> above = place(directory);
    Map<RawPath, String> types = new TreeMap<>();
    lines()
        .forEach(
            line ->
                line.place()
                    .flatMap(place -> above.isEmpty() ? line.place() : place.below(above.get()))
                    .ifPresent(place -> types.put(place, line.what().type())));
    types.values().removeIf(ON_DEMAND::equals);
    return types;
  }

  /**
   * What holds a directory.
   *
   * @param directory absolute, links resolved
   * @return empty where the kernel does not tell
   */
  public Optional<Mounted> holding(Path directory) throws IOException {
    Map<Optional<RawPath>, Mounted> mounted =
        lines().collect(toMap(Line::place, Line::what, (hidden, last) -> last));
    Optional<RawPath> place = place(directory);
    while (place.isPresent() && !mounted.containsKey(place)) {
      place = place.flatMap(RawPath::directory);
    }
    return Optional.ofNullable(mounted.get(place));
  }
}
