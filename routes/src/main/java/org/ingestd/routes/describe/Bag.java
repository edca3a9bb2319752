// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.describe;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.routes.disk.Look;
import org.ingestd.rse.RawPath;

/** Bags after RFC 8493: payload below {@code data}, beside it {@code manifest-KIND.txt}. */
final class Bag {

  private static final Pattern TAG_FILE =
      Pattern.compile("bagit\\.txt|bag-info\\.txt|fetch\\.txt|(tag)?manifest-[a-z0-9]+\\.txt");

  private Bag() {}

  /** Whether a file is one of a bag's own and no payload. */
  static boolean isTagFile(RawPath path) {
    return TAG_FILE.matcher(path.name().text()).matches()
        && path.directory().map(dir -> !dir.name().text().equals("data")).orElse(true);
  }

  /**
   * The bag that a file is payload of: the nearest directory above it whose {@code data} it is
   * below and that has a {@code bagit.txt}.
   */
  static Optional<Path> of(SmallFiles files, Path source, Path payload) {
    for (Path at = payload.getParent();
        at != null && at.startsWith(source) && !at.equals(source);
        at = at.getParent()) {
      Path bag = at.getParent();
      if (bag != null
          && at.endsWith("data")
          && files.look(bag.resolve("bagit.txt")) instanceof Look.Regular) {
        return Optional.of(bag);
      }
    }
    return Optional.empty();
  }

  /** Where its lists are, if it has them. */
  static List<Path> manifests(Path bag) {
    return Arrays.stream(DigestAlgorithm.values())
        .map(kind -> bag.resolve("manifest-" + kind.key() + ".txt"))
        .toList();
  }
}
