// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.rucio;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.ingestd.registration.RucioClient;
import org.ingestd.registration.catalogue.CatalogueFile;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.steps.Workbench;
import org.ingestd.rse.Did;

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

  /**
   * Of these files, those that somebody marked LOST. Their copies are listed as before, and nothing
   * but this question tells.
   */
  public Set<Did> markedLost(Collection<Did> files) throws RucioException {
    return rucio.files(files).values().stream()
        .filter(CatalogueFile::lost)
        .map(CatalogueFile::did)
        .collect(Collectors.toSet());
  }

  /** What a person reads of such a file. */
  public static String markedLost(Did file) {
    return "Rucio has " + file + " marked as LOST.";
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
