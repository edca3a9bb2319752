// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.steps.rucio.Expressions;
import org.ingestd.routes.steps.rucio.SourceRse;
import org.ingestd.rse.RseCheck.Finding;

/** What must hold at the server before anything can be registered, asked anew at each call. */
public final class Preflight {

  /** How it went. */
  public sealed interface Result {

    /** Everything fits. */
    record Ok(List<Finding> findings) implements Result {}

    /** The server does not answer, or refuses our sign-in: it may heal. */
    record Retry(String why) implements Result {}

    /** Somebody must change configuration or Rucio: nothing can be registered or replicated so. */
    record Fatal(List<Finding> findings) implements Result {

      /** All of it in one line. */
      public String words() {
        return findings.stream().map(Finding::message).collect(Collectors.joining("; "));
      }
    }
  }

  private final SourceRse rse;
  private final Expressions expressions;

  public Preflight(SourceRse rse, Expressions expressions) {
    this.rse = rse;
    this.expressions = expressions;
  }

  /** Whether everything was found fit once; asks nothing. */
  public boolean isPassed() {
    return rse.isKnown() && expressions.areResolved();
  }

  /** What is wrong with the RSE and with the rules is told together. */
  public Result check() {
    try {
      List<Finding> findings = new ArrayList<>(ofRse());
      findings.addAll(expressions.resolve());
      List<Finding> fatal = findings.stream().filter(f -> !SourceRse.isBearable(f)).toList();
      return fatal.isEmpty() ? new Result.Ok(findings) : new Result.Fatal(fatal);
    } catch (RucioException e) {
      return new Result.Retry(e.refusal() + ": " + e.getMessage());
    }
  }

  private List<Finding> ofRse() throws RucioException {
    try {
      return rse.learn();
    } catch (RucioException e) {
      if (e.refusal() == Refusal.RSE_UNKNOWN) {
        return List.of(new Finding("exists", false, String.valueOf(e.getMessage())));
      }
      throw e;
    }
  }
}
