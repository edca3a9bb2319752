// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.trial;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ingestd.checksum.FileStamp;
import org.ingestd.daemon.terminal.Amounts;
import org.ingestd.daemon.trial.Explanation.Check;
import org.ingestd.journal.life.FileKey;
import org.ingestd.routes.disk.DiskVisit;
import org.ingestd.routes.disk.Look;
import org.ingestd.routes.disk.SourceAway;
import org.ingestd.routes.format.Completion;
import org.ingestd.routes.format.FileFormat;
import org.ingestd.routes.steps.Source;
import org.ingestd.rse.RawPath;

/** What lies at a path, and whether it is complete, told step by step. */
final class FileChecks {

  private final Source source;
  private final List<Check> checks;

  /**
   * @param checks takes what is told
   */
  FileChecks(Source source, List<Check> checks) {
    this.source = source;
    this.checks = checks;
  }

  /**
   * @param look what was found there
   * @param visit to the place where the source lies
   * @param now where nothing is there, it is explained as if it were written now
   * @return the time that a night may be taken from
   */
  Instant tell(RawPath below, Look look, DiskVisit visit, Instant now) {
    if (look instanceof Look.Regular regular) {
      regular(below, regular.stamp(), visit);
      return modified(regular.stamp());
    }
    if (look instanceof Look.Unknown unknown && unknown.cause() instanceof SourceAway away) {
      check(
          "file",
          true,
          "its host cannot be asked; explained by its name alone, as if it were written at this"
              + " moment: "
              + away.offline().told());
    } else if (look instanceof Look.Unknown unknown) {
      check("file", false, "cannot be looked at: " + unknown.cause());
    } else if (look instanceof Look.Gone) {
      check("file", true, "not there now; explained as if it were written at this moment");
    } else {
      check("file", false, "no regular file: links, directories and devices are passed over");
    }
    return now;
  }

  private static Instant modified(FileStamp stamp) {
    return Instant.ofEpochSecond(0, stamp.mtimeNanos());
  }

  private void regular(RawPath below, FileStamp stamp, DiskVisit visit) {
    if (stamp.size() == 0 && source.settings().completeness().holdEmpty()) {
      check("file", false, "empty, and the source says 'empty: hold'");
      return;
    }
    try (SeekableByteChannel open = visit.open(below)) {
      // Another host opens a file with the first reading only.
      int unused = open.read(ByteBuffer.allocate(1));
      open.position(0);
      check(
          "file",
          true,
          stamp.size() + " bytes, readable, last written " + Amounts.time(modified(stamp)));
      Optional<FileFormat> format = source.settings().completeness().format();
      if (format.isPresent() && stamp.size() > 0) {
        format(open, format.get());
      }
    } catch (AccessDeniedException e) {
      check("file", false, stamp.size() + " bytes, but not readable by us");
    } catch (IOException e) {
      check("file", false, stamp.size() + " bytes, but it cannot be opened: " + e);
    }
    if (source.marker().isPresent()) {
      marker(below, visit);
    }
  }

  private void format(SeekableByteChannel open, FileFormat format) {
    try {
      Completion completion = format.completion(open);
      if (completion instanceof Completion.NotYet notYet) {
        check("format", false, "not complete as " + format + ": " + notYet.why());
      } else if (completion instanceof Completion.Broken broken) {
        check("format", false, "broken as " + format + ": " + broken.why());
      } else {
        check("format", true, "complete as " + format);
      }
    } catch (IOException e) {
      check("format", false, "cannot be read: " + e);
    }
  }

  private void marker(RawPath below, DiskVisit visit) {
    boolean there = source.markerStamp(below, visit).isPresent();
    String place = source.marker(new FileKey(source.name(), below));
    check("marker", there, (there ? "there: " : "not there, so the file waits: ") + place);
  }

  private void check(String check, boolean ok, String message) {
    checks.add(new Check(check, ok, message));
  }
}
