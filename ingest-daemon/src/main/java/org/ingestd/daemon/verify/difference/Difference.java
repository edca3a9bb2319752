// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.verify.difference;

import org.ingestd.daemon.view.FileView;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.rse.Did;
import org.ingestd.rse.RawPath;
import org.jspecify.annotations.Nullable;

/**
 * One difference, as {@code verify --json} shows it.
 *
 * @param place null where it is about a dataset
 * @param evidence what each side says
 * @param who which sides agree and are right, as far as that can be known
 */
public record Difference(
    @Nullable Place place, @Nullable Did did, Kind kind, String evidence, String who) {

  /** A file of a source. */
  public record Place(String source, RawPath path) {}

  public static Difference of(JournalFile file, Kind kind, String evidence, String who) {
    Place place = new Place(file.key().source(), file.key().path());
    return new Difference(place, file.identity().did(), kind, evidence, who);
  }

  /** The contract. */
  public record Line(
      @Nullable String source,
      @Nullable String path,
      @Nullable String pathBytes,
      @Nullable String scope,
      @Nullable String name,
      Kind kind,
      String evidence,
      String who,
      String hint) {}

  public Line line() {
    return new Line(
        place == null ? null : place.source(),
        place == null ? null : place.path().text(),
        place == null ? null : FileView.bytesUnlessPlain(place.path()),
        did == null ? null : did.scope(),
        did == null ? null : did.name(),
        kind,
        evidence,
        who,
        kind.hint());
  }

  /** Where it is, for people. */
  public String where() {
    return place == null ? String.valueOf(did) : place.source() + ":" + place.path().text();
  }
}
