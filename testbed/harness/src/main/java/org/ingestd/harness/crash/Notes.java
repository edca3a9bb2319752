// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ingestd.harness.oracle.Evidence.Acknowledged;

/** What a {@link CrashingDaemon} has written down, over all its lives. */
public record Notes(List<Point> points, Set<Acknowledged> acknowledged) {

  /** Points passed, below the folder for notes. */
  public static final String POINTS = "points";

  /** Changes acknowledged. */
  static final String ACKNOWLEDGED = "acknowledged";

  /**
   * @param folder that the daemon was given
   */
  public static Notes read(Path folder) throws IOException {
    List<Point> points = Note.read(folder.resolve(POINTS)).stream().map(Point::parse).toList();
    return new Notes(points, acknowledged(Note.read(folder.resolve(ACKNOWLEDGED))));
  }

  /**
   * How far the changes go that are acknowledged by now: an argument for {@link #acknowledged(Path,
   * int)}.
   */
  public static int soFar(Path folder) throws IOException {
    Path file = folder.resolve(ACKNOWLEDGED);
    return Files.exists(file) ? Math.toIntExact(Files.size(file)) : 0;
  }

  /** Only the changes that were acknowledged by an earlier moment. */
  public static Set<Acknowledged> acknowledged(Path folder, int soFar) throws IOException {
    return acknowledged(Note.read(folder.resolve(ACKNOWLEDGED), soFar));
  }

  private static Set<Acknowledged> acknowledged(List<String> lines) {
    Set<Acknowledged> acknowledged = new HashSet<>();
    for (String line : lines) {
      String[] words = line.split(" ", 3);
      acknowledged.add(new Acknowledged(words[2], Integer.parseInt(words[0]), words[1]));
    }
    return acknowledged;
  }
}
