// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.trial;

import java.nio.file.Path;
import org.ingestd.checksum.FileStamp;
import org.ingestd.daemon.terminal.Progress;
import org.ingestd.rse.RawPath;

/** Tells how far a walk is. */
public record CountedVisit(SourceWalk.Visit visit, Progress progress) implements SourceWalk.Visit {

  @Override
  public void file(Path file, RawPath below, FileStamp stamp) {
    visit.file(file, below, stamp);
    progress.add(1);
  }

  @Override
  public void closed(Path path, RawPath below) {
    visit.closed(path, below);
  }
}
