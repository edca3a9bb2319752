// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.verify.sides;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ingestd.daemon.verify.difference.Difference;
import org.ingestd.daemon.verify.difference.Kind;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.routes.steps.rucio.Named;

/** Puts what disk, journal and Rucio say of one file side by side. */
public final class Comparison {

  private Comparison() {}

  public static List<Difference> of(
      JournalFile file, DiskSide.Finding disk, CatalogueSide.Finding catalogue) {
    Map<Kind, String> all = new TreeMap<>(catalogue.differences());
    disk.kind().ifPresent(kind -> all.put(kind, ""));
    List<Difference> differences = new ArrayList<>();
    for (Kind kind : all.keySet()) {
      differences.add(
          Difference.of(
              file, kind, evidence(file, kind, disk, catalogue), who(kind, disk, catalogue)));
    }
    return differences;
  }

  private static String evidence(
      JournalFile file, Kind kind, DiskSide.Finding disk, CatalogueSide.Finding catalogue) {
    String journal =
        "journal: %s, %d bytes, adler32 %s"
            .formatted(file.state(), file.size(), Named.digests(file).adler32());
    return switch (kind) {
      case MISSING, SIZE, CHECKSUM, UNREGISTERED ->
          disk.says()
              + "; "
              + journal
              + "; "
              + catalogue.differences().getOrDefault(kind, catalogue.says());
      case PATH, LOST, BAD_REPLICA, STATE, CATALOGUE_ONLY, RULE_MISSING ->
          catalogue.differences().getOrDefault(kind, catalogue.says());
    };
  }

  private static String who(Kind kind, DiskSide.Finding disk, CatalogueSide.Finding catalogue) {
    boolean diskDiffers = disk.kind().isPresent();
    boolean catalogueDiffers =
        catalogue.differences().containsKey(Kind.SIZE)
            || catalogue.differences().containsKey(Kind.CHECKSUM)
            || catalogue.differences().containsKey(Kind.UNREGISTERED);
    return switch (kind) {
      case MISSING, SIZE, CHECKSUM -> {
        if (diskDiffers && catalogueDiffers) {
          yield "nobody knows";
        }
        yield diskDiffers ? "journal and Rucio" : "disk and journal";
      }
      case UNREGISTERED, PATH -> diskDiffers ? "nobody knows" : "disk and journal";
      case LOST -> diskDiffers ? "nobody knows" : "disk and journal";
      case BAD_REPLICA, STATE, CATALOGUE_ONLY, RULE_MISSING -> "Rucio";
    };
  }
}
