// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.replay;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.replay.ReplayRequest;
import org.ingestd.journal.replay.ReplayTime;
import org.ingestd.journal.replay.ReplayTime.Moment;
import org.ingestd.journal.replay.ReplayTime.Night;
import org.ingestd.routes.selection.Glob;
import org.ingestd.routes.steps.Source;
import org.ingestd.rse.NamingResult;
import org.ingestd.rse.RawPath;

/**
 * Which files of a source a request is about. A moment is compared with the file's mtime; a night
 * with the one that the source's naming gives the file, or, where it gives none, the night of the
 * mtime in the source's own zone. Immutable.
 */
final class ReplaySpan {

  private final Source source;
  private final ReplayRequest request;
  private final Optional<Glob> pattern;

  /**
   * @throws IllegalArgumentException if the pattern is none
   */
  ReplaySpan(Source source, ReplayRequest request) {
    this.source = source;
    this.request = request;
    this.pattern = Optional.ofNullable(request.pattern()).map(Glob::new);
  }

  boolean holds(RawPath path, FileStamp stamp) {
    return pattern.map(glob -> glob.matches(path)).orElse(true)
        && isAfterBegin(path, stamp)
        && isBeforeEnd(path, stamp);
  }

  private boolean isAfterBegin(RawPath path, FileStamp stamp) {
    ReplayTime from = request.from();
    if (from instanceof Moment moment) {
      return !written(stamp).isBefore(moment.instant());
    }
    return !(from instanceof Night night) || night(path, stamp).compareTo(text(night)) >= 0;
  }

  private boolean isBeforeEnd(RawPath path, FileStamp stamp) {
    ReplayTime to = request.to();
    if (to instanceof Moment moment) {
      return written(stamp).isBefore(moment.instant());
    }
    return !(to instanceof Night night) || night(path, stamp).compareTo(text(night)) <= 0;
  }

  private static String text(Night night) {
    return DateTimeFormatter.BASIC_ISO_DATE.format(night.evening());
  }

  private String night(RawPath path, FileStamp stamp) {
    return source.name(path, stamp) instanceof NamingResult.Named named
        ? named.night()
        : source.settings().treatment().naming().night().of(written(stamp));
  }

  private static Instant written(FileStamp stamp) {
    return Instant.ofEpochSecond(0, stamp.mtimeNanos());
  }
}
