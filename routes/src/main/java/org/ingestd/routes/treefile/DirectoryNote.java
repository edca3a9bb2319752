// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.treefile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ingestd.checksum.FileStamp;

/**
 * What a scan learnt of one directory, so that the next one may pass it over. Written by one scan,
 * read by later ones after it was published.
 */
final class DirectoryNote {

  /**
   * Coarse clocks: a file made in the same tick as the directory was read leaves its time the same.
   */
  private static final long TRUSTED_AFTER_NANOS = 2_000_000_000L;

  private final Folder folder;
  private final FileStamp stamp;
  private final boolean trusted;
  private final List<Folder> subdirectories = new ArrayList<>(0);
  private final Map<String, Long> ignored = new TreeMap<>();
  private boolean unfinished;

  /**
   * @param stamp as it was before the directory was read
   * @param nowNanos our clock, since the epoch
   */
  DirectoryNote(Folder folder, FileStamp stamp, long nowNanos) {
    this.folder = folder;
    this.stamp = stamp;
    this.trusted = nowNanos - stamp.mtimeNanos() > TRUSTED_AFTER_NANOS;
  }

  Folder folder() {
    return folder;
  }

  void subdirectory(Folder below) {
    subdirectories.add(below);
  }

  List<Folder> subdirectories() {
    return subdirectories;
  }

  void ignore(String kind) {
    ignored.merge(kind, 1L, Long::sum);
  }

  Map<String, Long> ignored() {
    return ignored;
  }

  /** A file of it is not registered yet, or could not be looked at. */
  void unfinished() {
    unfinished = true;
  }

  /**
   * Whether nothing can be new in the directory that looks like this now. Times in whole seconds of
   * another host's clock do not show that, and come without an inode.
   */
  boolean stillHolds(FileStamp now) {
    return trusted
        && !unfinished
        && stamp.tellsInode()
        && now.inode() == stamp.inode()
        && now.mtimeNanos() == stamp.mtimeNanos();
  }
}
