// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.rucio;

import java.time.Duration;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.LifeCycle;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.registration.RucioClient;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.steps.Workbench;

/** What becomes of a file when Rucio says no: the table from {@link Refusal} to problems. */
public final class Refusals {

  /** Claims rest while the circuit is open; this only spreads the return of what was in flight. */
  private static final Duration AFTER_OUTAGE = Duration.ofSeconds(2);

  private final Workbench bench;
  private final RucioClient rucio;
  private volatile String signInProblem = "";

  Refusals(Workbench bench, RucioClient rucio) {
    this.bench = bench;
    this.rucio = rucio;
  }

  /** An outcome for a file that a call did not succeed for. An open circuit costs no attempt. */
  public Entry entry(JournalFile file, RucioException refusal) {
    if (refusal.refusal() == Refusal.UNAVAILABLE && !rucio.available()) {
      return bench.await(file, bench.now().plus(AFTER_OUTAGE));
    }
    if (problem(refusal.refusal()) == ProblemCode.SIGN_IN_FAILED) {
      signIn(String.valueOf(refusal.getMessage()));
    }
    String detail = String.valueOf(refusal.getMessage());
    ProblemCode problem = problem(refusal.refusal());
    if (refusal.refusal() == Refusal.DID_UNKNOWN && LifeCycle.isRenewable(file.state())) {
      // Its dataset went again just after it was made; made once more at the next attempt.
      return bench.postpone(file, ProblemCode.UNEXPECTED, detail);
    }
    return switch (problem.kind()) {
      case WAIT -> bench.postpone(file, problem, detail);
      case PERSON -> bench.quarantine(file, problem, detail);
    };
  }

  /** A call succeeded: whatever was wrong with our sign-in is over. */
  public void succeeded() {
    if (!signInProblem.isEmpty()) {
      signIn("");
    }
  }

  private void signIn(String why) {
    boolean news = !why.equals(signInProblem);
    signInProblem = why;
    if (news) {
      bench.listener().degraded("rucio sign-in", why);
    }
  }

  /** Why our sign-in is refused; empty if it is not. */
  public String signInProblem() {
    return signInProblem;
  }

  public static ProblemCode problem(Refusal refusal) {
    return switch (refusal) {
      case UNAVAILABLE -> ProblemCode.RUCIO_UNAVAILABLE;
      case SIGN_IN_FAILED, OTHER_ACCOUNT -> ProblemCode.SIGN_IN_FAILED;
      case NOT_PERMITTED, SCOPE_UNKNOWN -> ProblemCode.NOT_PERMITTED;
      case CONFLICT -> ProblemCode.CONFLICT;
      case DATASET_CLOSED -> ProblemCode.DATASET_CLOSED;
      case FILE_LOST, DID_UNKNOWN -> ProblemCode.LOST_IN_CATALOGUE;
      case RSE_CLOSED, RSE_UNKNOWN -> ProblemCode.RSE_CLOSED;
      case QUOTA -> ProblemCode.QUOTA;
      case NAME_REFUSED, PFN_REFUSED -> ProblemCode.NAME_REFUSED;
      case RULE_REFUSED -> ProblemCode.RULE_REFUSED;
      case RULE_UNKNOWN, UNSUPPORTED -> ProblemCode.UNEXPECTED;
    };
  }
}
