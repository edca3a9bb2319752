// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import java.util.List;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.RucioException;
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

    /** No repetition changes this: the daemon cannot work with this RSE. */
    record Fatal(List<Finding> findings) implements Result {}
  }

  private final SourceRse rse;

  public Preflight(SourceRse rse) {
    this.rse = rse;
  }

  public Result check() {
    try {
      List<Finding> findings = rse.learn();
      List<Finding> fatal = findings.stream().filter(f -> !SourceRse.isBearable(f)).toList();
      return fatal.isEmpty() ? new Result.Ok(findings) : new Result.Fatal(fatal);
    } catch (RucioException e) {
      String why = String.valueOf(e.getMessage());
      return e.refusal() == Refusal.RSE_UNKNOWN
          ? new Result.Fatal(List.of(new Finding("exists", false, why)))
          : new Result.Retry(e.refusal() + ": " + why);
    }
  }
}
