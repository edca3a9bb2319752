// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.life;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** The one table of allowed transitions, stated positively: what is not in it is forbidden. */
public final class LifeCycle {

  private static final Map<FileState, Set<FileState>> ALLOWED = new EnumMap<>(FileState.class);

  static {
    allow(FileState.SIGHTED, FileState.SETTLED, FileState.QUARANTINED, FileState.VANISHED);
    allow(FileState.SETTLED, FileState.DIGESTED, FileState.QUARANTINED, FileState.VANISHED);
    allow(FileState.DIGESTED, FileState.REGISTERED, FileState.QUARANTINED, FileState.VANISHED);
    allow(FileState.REGISTERED, FileState.PROTECTED, FileState.QUARANTINED);
    allow(FileState.PROTECTED, FileState.SAFE, FileState.REGISTERED, FileState.QUARANTINED);
    allow(FileState.SAFE, FileState.PROTECTED, FileState.RELEASED);
    allow(FileState.QUARANTINED, FileState.SIGHTED, FileState.DIGESTED, FileState.REGISTERED);
    allow(FileState.VANISHED, FileState.SIGHTED);
    allow(FileState.RELEASED);
  }

  private LifeCycle() {}

  private static void allow(FileState from, FileState... to) {
    ALLOWED.put(from, Set.of(to));
  }

  public static boolean allows(FileState from, FileState to) {
    return ALLOWED.getOrDefault(from, Set.of()).contains(to);
  }

  /**
   * @throws IllegalTransition naming file, from and to
   */
  public static void require(long file, FileState from, FileState to) {
    if (!allows(from, to)) {
      throw new IllegalTransition(file, from, to);
    }
  }

  /** States from which a changed file starts a new generation: all before REGISTERED. */
  public static boolean isRenewable(FileState state) {
    return switch (state) {
      case SIGHTED, SETTLED, DIGESTED, QUARANTINED, VANISHED -> true;
      case REGISTERED, PROTECTED, SAFE, RELEASED -> false;
    };
  }

  /**
   * @throws IllegalTransition if a file in this state has been registered already
   */
  public static void requireRenewable(long file, FileState from) {
    if (!isRenewable(from)) {
      throw new IllegalTransition(file, from, FileState.SIGHTED);
    }
  }

  /** States between the first sighting and SAFE, in which a file is taken on by itself. */
  public static boolean isOnItsWay(FileState state) {
    return switch (state) {
      case SIGHTED, SETTLED, DIGESTED, REGISTERED, PROTECTED -> true;
      case SAFE, RELEASED, QUARANTINED, VANISHED -> false;
    };
  }
}
