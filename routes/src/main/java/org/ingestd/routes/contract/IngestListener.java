// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.replay.Replay;
import org.ingestd.journal.replay.ReplayOutcome;
import org.ingestd.registration.CallListener;
import org.ingestd.routes.format.FitsSums;

/**
 * Everything that can be told of the daemon's work, one method a thing; logs and metrics are
 * listeners. Called from many threads; must not block or throw.
 */
public interface IngestListener extends LifeCycleListener, CallListener {

  /**
   * A file of a source or a directory above one is about to be forced to disk. Does nothing unless
   * it is overridden: few care.
   */
  default void forcing(Forced what) {}

  /** It is on the disk. */
  default void forced(Forced what) {}

  /** What is forced to disk before a file is SETTLED. */
  enum Forced {
    FILE,
    DIRECTORY
  }

  /** So long one piece of work took. Does nothing unless it is overridden. */
  default void worked(String source, Work what, Duration took) {}

  /** Pieces of work that are no state's whole stay. */
  enum Work {
    /** One file and the new directories above it were forced to disk. */
    FORCE,
    /** One call that attaches files to a dataset. */
    ATTACH
  }

  /** A scan of a source ended well. */
  void scanned(String source, ScanReport report);

  /**
   * A source cannot be scanned: not there, another device, a wrong host key, or the scan failed.
   */
  void sourceOffline(String source, String why);

  /** The source is there again. */
  void sourceOnline(String source);

  /** The kernel dropped events; everything is scanned again. */
  void eventsLost(String source);

  /**
   * What the kernel's events gave since the last time this was told. Does nothing unless it is
   * overridden.
   */
  default void watched(String source, WatchReport report) {}

  /** Events led to so many files never seen before. Does nothing unless it is overridden. */
  default void hinted(String source, int fresh) {}

  /** Progress of a file so large that people wait for it. */
  void reading(String source, String path, long bytesRead, long size);

  /** A file was read once, so long it took. */
  void digested(String source, long bytes, Duration took);

  /**
   * A FITS file's own sums were compared with its content. Does nothing unless it is overridden.
   *
   * @param result right, wrong, or none if it has no sums
   */
  default void fitsSums(String source, FitsSums.Result result) {}

  /**
   * A sum or a size was not what it should be. Does nothing unless it is overridden.
   *
   * @param where who said otherwise
   */
  default void mismatched(String source, Witness where) {}

  /** Whose word a file's size and sums are compared with. */
  enum Witness {
    /** The file that belongs beside it. */
    SIDECAR,
    /** The FITS file's own sums. */
    FITS,
    /** Rucio, when it was asked after the registration or before it. */
    READBACK,
    /** Rucio, when a registered or SAFE file was looked at again. */
    SCRUB,
    /** The disk, when a registered file was read once more. */
    REHASH
  }

  /** Permanent copies of a file were found on these RSEs. Does nothing unless it is overridden. */
  default void confirmed(Collection<String> rses) {}

  /**
   * Something is odd about a file that goes on all the same. Does nothing unless it is overridden.
   */
  default void remarked(String source, Remark remark) {}

  /**
   * Rucio did not take the metadata of some files; they are tried again, and nothing else waits for
   * them. Does nothing unless it is overridden.
   *
   * @param problem of one of them, with Rucio's words
   */
  default void metadataRefused(int files, ProblemCode problem, String detail) {}

  /** A step ended well with so many files. */
  void stepped(String step, int files, Duration took);

  /**
   * A message to somebody elsewhere was tried. Does nothing unless it is overridden.
   *
   * @param result sent; failed: it is tried again; lost: it is not
   */
  default void notified(String channel, String result) {}

  /**
   * Somebody showed the page a token that is not taken. Does nothing unless it is overridden.
   *
   * @param from the address that it came from
   * @param unseen it was not looked at: too many wrong ones had come from there
   */
  default void tokenRefused(String from, boolean unseen) {}

  /**
   * From now on the page shows other machines a certificate that is good until then. Does nothing
   * unless it is overridden.
   */
  default void certificateShown(Instant until) {}

  /** Every loop of the daemon makes progress; told every few seconds. Does nothing by default. */
  default void alive() {}

  /** A replay begins, goes on after a restart, or ended. */
  default void replayed(Replay replay) {}

  /** A replay looked at some files of a source, and each ended so. */
  default void replayedFiles(String source, Map<ReplayOutcome, Long> counts) {}

  /** A fault of the program or of the machine at the edge of a loop, which goes on. */
  void failed(String where, Throwable fault);

  /** What the daemon as a whole waits for, e.g. a sign-in; empty when it is over. */
  void degraded(String what, String why);

  /**
   * @param events how many came, by kind: create, delete, overflow
   * @param directories that are watched now
   * @param degraded the kernel takes no more directories; the rest waits for scans
   */
  record WatchReport(Map<String, Long> events, int directories, boolean degraded) {}

  /**
   * @param ignored entries that are no files of the source, by kind: hidden, temporary, excluded,
   *     marker, sentinel, sidecar, link, other
   */
  record ScanReport(
      int directories,
      long names,
      int fresh,
      int changed,
      Map<String, Long> ignored,
      Duration took) {}
}
