// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps;

import java.time.Instant;
import java.util.Optional;
import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.Sighting;
import org.ingestd.journal.life.FileKey;
import org.ingestd.journal.life.Lane;
import org.ingestd.rse.Did;
import org.ingestd.rse.NamingResult;
import org.ingestd.rse.RawPath;

/** What a look at a file of a source is for the journal, whoever looked. */
public final class NewSighting {

  private NewSighting() {}

  /** Due after the quiet time; without its marker. */
  public static Sighting of(Source source, RawPath path, FileStamp stamp, Lane lane, Instant now) {
    return new Sighting(
        new FileKey(source.name(), path),
        stamp,
        lane,
        earlyName(source, path, stamp).orElse(null),
        now.plus(source.quiet()),
        false);
  }

  /** The DID, unless the file's time has a part in it: that may still change. */
  private static Optional<Did> earlyName(Source source, RawPath path, FileStamp stamp) {
    boolean timeless = !source.settings().treatment().naming().did().contains("{night}");
    return timeless && source.name(path, stamp) instanceof NamingResult.Named named
        ? Optional.of(named.did())
        : Optional.empty();
  }
}
