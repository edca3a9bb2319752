// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.notifying;

import java.util.Objects;
import java.util.Set;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.life.ProblemCode.Severity;
import org.ingestd.routes.contract.SilentListener;
import org.jspecify.annotations.Nullable;

/** Hears what goes wrong and what is over. Thread-safe; never waits. */
final class NotificationListener extends SilentListener {

  /** The problem of a fault that has no code. */
  static final String FAILURE = "FAILURE";

  private static final String DEGRADED = "DEGRADED";

  /** Not the files' own: whoever is away is told of once, by the one who knows when it is over. */
  private static final Set<ProblemCode> TOLD_AS_A_WHOLE =
      Set.of(
          ProblemCode.RUCIO_UNAVAILABLE,
          ProblemCode.SIGN_IN_FAILED,
          ProblemCode.SOURCE_OFFLINE,
          ProblemCode.HOST_KEY_CHANGED,
          ProblemCode.HOST_KEY_UNKNOWN,
          ProblemCode.SOURCE_SIGN_IN_FAILED,
          ProblemCode.JOURNAL_FULL);

  private final Troubles troubles;
  private final Severity from;

  /**
   * @param from what is less severe is not told
   */
  NotificationListener(Troubles troubles, Severity from) {
    this.troubles = troubles;
    this.from = from;
  }

  @Override
  public void moved(JournalFile file, @Nullable FileState came) {
    boolean bad =
        file.state() == FileState.QUARANTINED
            || (file.state() == FileState.PROTECTED && came == FileState.SAFE);
    if (bad) {
      problem(file);
    }
  }

  @Override
  public void postponed(JournalFile file) {
    problem(file);
  }

  private void problem(JournalFile file) {
    ProblemCode code = file.retry().problem();
    if (code != null && !TOLD_AS_A_WHOLE.contains(code)) {
      String example = file.key().source() + ":" + file.key().path().text();
      happened(Trouble.of(code), example);
    }
  }

  private void happened(Trouble trouble, @Nullable String example) {
    if (trouble.severity().compareTo(from) >= 0) {
      troubles.happened(trouble, example);
    }
  }

  private static Trouble whole(String kind, ProblemCode code, String why) {
    String text = (code.sentence() + " " + why).strip();
    return new Trouble(kind, code.name(), code.severity(), text, code.hint(), null);
  }

  @Override
  public void circuit(String state) {
    Trouble away = whole("circuit", ProblemCode.RUCIO_UNAVAILABLE, "");
    if (state.equals("closed")) {
      troubles.ended(away.kind());
    } else if (state.equals("open")) {
      happened(away, null);
    }
  }

  @Override
  public void waiting(String why) {
    if (why.isEmpty()) {
      troubles.ended("journal");
    } else {
      happened(whole("journal", ProblemCode.JOURNAL_FULL, why), null);
    }
  }

  @Override
  public void signInFailed(String method, boolean refused, String why) {
    if (refused) {
      happened(whole("sign-in", ProblemCode.SIGN_IN_FAILED, why), null);
    }
  }

  @Override
  public void signedIn(SignedIn how) {
    troubles.ended("sign-in");
  }

  @Override
  public void sourceOffline(String source, String why) {
    happened(Trouble.of(ProblemCode.SOURCE_OFFLINE, source, why), null);
  }

  @Override
  public void sourceOnline(String source) {
    troubles.ended(Trouble.of(ProblemCode.SOURCE_OFFLINE, source, "").kind());
  }

  @Override
  public void failed(String where, Throwable fault) {
    String place = where.split(":", 2)[0];
    String text =
        place + " failed and goes on: " + Objects.toString(fault.getMessage(), "" + fault);
    String hint = "Look at the log; please report it.";
    happened(new Trouble(FAILURE + " " + place, FAILURE, Severity.WARNING, text, hint, null), null);
  }

  @Override
  public void degraded(String what, String why) {
    if (why.isEmpty()) {
      troubles.ended(DEGRADED + " " + what);
    } else {
      String hint = "Nothing is lost; `ingestd status` and `ingestd doctor` say more.";
      happened(
          new Trouble(
              DEGRADED + " " + what, DEGRADED, Severity.WARNING, what + ": " + why, hint, null),
          null);
    }
  }
}
