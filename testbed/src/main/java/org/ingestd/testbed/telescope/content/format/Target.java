// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope.content.format;

/** Sky positions that the mock instruments point at, J2000 degrees. */
public enum Target {
  CRAB_NEBULA("CrabNebula", 83.6333, 22.0145),
  MRK_421("Mrk421", 166.1138, 38.2088),
  MRK_501("Mrk501", 253.4676, 39.7602),
  M_87("M87", 187.7059, 12.3911);

  private final String object;
  private final double rightAscension;
  private final double declination;

  Target(String object, double rightAscension, double declination) {
    this.object = object;
    this.rightAscension = rightAscension;
    this.declination = declination;
  }

  public static Target ofRun(long run) {
    return values()[(int) Math.floorMod(run, (long) values().length)];
  }

  public String object() {
    return object;
  }

  double rightAscension() {
    return rightAscension;
  }

  double declination() {
    return declination;
  }
}
