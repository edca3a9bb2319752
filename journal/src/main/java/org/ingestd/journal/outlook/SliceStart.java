// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.outlook;

/**
 * Where a slice of files begins, and in which direction it goes. Ids grow with the first sighting.
 *
 * @param newestFirst whether ids fall
 * @param after only files beyond this id
 */
public record SliceStart(boolean newestFirst, long after) {

  public static final SliceStart OLDEST = new SliceStart(false, 0);
  public static final SliceStart NEWEST = new SliceStart(true, Long.MAX_VALUE);
}
