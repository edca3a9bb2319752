// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.terminal;

/** Exit codes: 0, 2 and those of sysexits.h. */
public final class Exit {

  public static final int OK = 0;

  /** Done, but something was found that a person should see. */
  public static final int PARTLY = 2;

  public static final int USAGE = 64;
  public static final int DATA = 65;
  public static final int UNAVAILABLE = 69;
  public static final int INTERNAL = 70;
  public static final int CANNOT_CREATE = 73;
  public static final int IO = 74;

  /** Held by another, or it may work later. */
  public static final int TEMPORARY = 75;

  public static final int NOT_PERMITTED = 77;
  public static final int CONFIGURATION = 78;

  private Exit() {}
}
