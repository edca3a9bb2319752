// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.catalogue;

/** What became of one file of an attachment. */
public sealed interface AttachOutcome {

  /**
   * @param repeated the answer to an earlier sending was lost, so this one may have been a repeat
   */
  record Attached(boolean repeated) implements AttachOutcome {}

  /** Rucio refuses this file for itself; the others were not touched by it. */
  record Refused(RucioException why) implements AttachOutcome {}
}
