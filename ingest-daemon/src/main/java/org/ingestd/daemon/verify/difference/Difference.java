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
 * @param source whose files it is about
 * @param path null where it is about a dataset
 * @param evidence what each side says
 * @param who which sides agree and are right, as far as that can be known
 */
public record Difference(
    String source,
    @Nullable RawPath path,
    @Nullable Did did,
    Kind kind,
    String evidence,
    String who) {

  public static Difference of(JournalFile file, Kind kind, String evidence, String who) {
    return new Difference(
        file.key().source(), file.key().path(), file.identity().did(), kind, evidence, who);
  }

  /** The contract. */
  public record Line(
      String source,
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
        source,
        path == null ? null : path.text(),
        path == null ? null : FileView.bytesUnlessPlain(path),
        did == null ? null : did.scope(),
        did == null ? null : did.name(),
        kind,
        evidence,
        who,
        kind.hint());
  }

  /** Where it is, for people. */
  public String where() {
    return path == null ? String.valueOf(did) : source + ":" + path.text();
  }
}
