// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope.content;

/** One profile's naming, layout and content within a campaign. */
public interface Instrument {

  /**
   * @param number counts this profile's files from 0; each gives another path
   */
  MockFile file(long number);
}
