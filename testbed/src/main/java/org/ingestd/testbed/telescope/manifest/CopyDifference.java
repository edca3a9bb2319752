// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope.manifest;

import org.ingestd.rse.RawPath;

/**
 * One way in which a copy, or the instrument's own file, is not what was written.
 *
 * @param evidence for people: what was expected and what is there
 */
public record CopyDifference(RawPath path, Kind kind, String evidence) {

  /** What is wrong. */
  public enum Kind {
    COPY_MISSING,
    COPY_DIFFERS,
    /** The file in the telescope's directory is gone. */
    SOURCE_MISSING,
    /** The file in the telescope's directory is no longer what the telescope wrote. */
    SOURCE_CHANGED
  }
}
