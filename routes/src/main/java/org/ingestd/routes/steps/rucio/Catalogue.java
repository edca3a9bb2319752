// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.rucio;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.registration.RucioClient;
import org.ingestd.registration.catalogue.CatalogueFile;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.steps.Source;
import org.ingestd.routes.steps.Workbench;
import org.ingestd.rse.Did;

/** What the steps that speak with Rucio share. Thread-safe. */
public final class Catalogue {

  private final RucioClient rucio;
  private final SourceRse rse;
  private final Workbench bench;
  private final Wishes wishes;
  private final RuleBook rules;
  private final DatasetBook datasets;
  private final Refusals refusals;

  /**
   * @param instance named in the comments of rules
   */
  public Catalogue(RucioClient rucio, SourceRse rse, String instance, Workbench bench) {
    this.rucio = rucio;
    this.rse = rse;
    this.bench = bench;
    this.wishes = new Wishes(instance, rse.name(), bench.outcomes().journal());
    this.rules = new RuleBook(rucio, bench.outcomes().journal(), bench.clock());
    this.datasets = new DatasetBook(rucio, bench.outcomes().journal());
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

  /** What files of one source share that has no conditions on its rules: they have equal rules. */
  private record Home(String source, Did did) {}

  /** The files of a batch by the rules that they are to have. */
  public Map<RuleSet, List<JournalFile>> together(List<JournalFile> batch) {
    Map<Home, RuleSet> ofAll = new HashMap<>();
    Map<RuleSet, List<JournalFile>> together = new LinkedHashMap<>();
    for (JournalFile file : batch) {
      Source source = bench.sources().of(file);
      RuleSet rules =
          source.hasConditions()
              ? wishes.of(source, file)
              : ofAll.computeIfAbsent(
                  new Home(source.name(), Named.ruleDid(source, file)),
                  home -> wishes.of(source, file));
      together.computeIfAbsent(rules, none -> new ArrayList<>()).add(file);
    }
    return together;
  }

  public RuleBook rules() {
    return rules;
  }

  public DatasetBook datasets() {
    return datasets;
  }

  public Refusals refusals() {
    return refusals;
  }
}
