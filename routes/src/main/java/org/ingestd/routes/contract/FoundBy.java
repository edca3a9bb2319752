// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.contract;

/** How new files of a source are found now. */
public enum FoundBy {
  /** The kernel's events, and rescans for what they miss. */
  EVENTS,
  /** Events of some directories only, because the kernel gives no more; rescans find the rest. */
  SOME_EVENTS,
  RESCANS,
  /** Listings over SFTP. */
  LISTINGS
}
