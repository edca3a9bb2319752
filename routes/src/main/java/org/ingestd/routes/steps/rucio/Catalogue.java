// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.rucio;

import org.ingestd.registration.RucioClient;
import org.ingestd.routes.steps.Workbench;

/** What the steps that speak with Rucio share. Thread-safe. */
public final class Catalogue {

  private final RucioClient rucio;
  private final SourceRse rse;
  private final Wishes wishes;
  private final RuleBook rules;
  private final Refusals refusals;

  /**
   * @param instance named in the comments of rules
   */
  public Catalogue(RucioClient rucio, SourceRse rse, String instance, Workbench bench) {
    this.rucio = rucio;
    this.rse = rse;
    this.wishes = new Wishes(instance, rse.name());
    this.rules = new RuleBook(rucio, bench.outcomes().journal(), wishes, bench.clock());
    this.refusals = new Refusals(bench, rucio);
  }

  public RucioClient rucio() {
    return rucio;
  }

  public SourceRse rse() {
    return rse;
  }

  public Wishes wishes() {
    return wishes;
  }

  public RuleBook rules() {
    return rules;
  }

  public Refusals refusals() {
    return refusals;
  }
}
