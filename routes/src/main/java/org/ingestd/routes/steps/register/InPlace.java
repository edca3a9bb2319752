// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.register;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.registration.RucioClient;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.registration.catalogue.WantedRule;
import org.ingestd.routes.contract.IngestListener.Work;
import org.ingestd.routes.steps.Source;
import org.ingestd.routes.steps.Workbench;
import org.ingestd.routes.steps.rucio.Catalogue;
import org.ingestd.routes.steps.rucio.SourceRse;
import org.ingestd.rse.Did;

/**
 * Registers files of one dataset where they lie: ensure dataset, ensure rules on it, put it into
 * its container, ask what Rucio knows already, attach the rest, read everything back. Each effect
 * may be repeated; whatever a crash cut off is found by the question that comes first.
 */
final class InPlace {

  private final Workbench bench;
  private final RucioClient rucio;
  private final Catalogue catalogue;

  InPlace(Workbench bench, Catalogue catalogue) {
    this.bench = bench;
    this.rucio = catalogue.rucio();
    this.catalogue = catalogue;
  }

  /**
   * @return an outcome for every file
   */
  Collection<Entry> register(Did dataset, List<JournalFile> files) {
    Source source = bench.sources().of(files.get(0));
    Wave wave = new Wave(bench, source, catalogue.rse(), files);
    try {
      registerOrMakeAnew(dataset, rulesOn(dataset, source, files), wave);
      catalogue.refusals().succeeded();
    } catch (RucioException e) {
      wave.failed(e, catalogue.refusals());
    }
    return wave.outcomes();
  }

  /** A dataset that was deleted behind our back has none of these files yet: it is made again. */
  private void registerOrMakeAnew(Did dataset, Set<WantedRule> rules, Wave wave)
      throws RucioException {
    try {
      register(dataset, rules, wave);
    } catch (RucioException e) {
      if (e.refusal() != Refusal.DID_UNKNOWN) {
        throw e;
      }
      catalogue.rules().forget(dataset);
      catalogue.datasets().forget(dataset);
      register(dataset, rules, wave);
    }
  }

  /** Those that can be made before the files are attached, the protecting one first. */
  private Set<WantedRule> rulesOn(Did dataset, Source source, List<JournalFile> files) {
    // Without conditions any one file speaks for all.
    List<JournalFile> speakers = source.hasConditions() ? files : files.subList(0, 1);
    return speakers.stream()
        .flatMap(file -> catalogue.wishes().of(source, file).first().stream())
        .filter(rule -> rule.did().equals(dataset))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private void register(Did dataset, Set<WantedRule> rules, Wave wave) throws RucioException {
    SourceRse rse = catalogue.rse();
    catalogue.rules().ensureDataset(dataset);
    for (WantedRule rule : rules) {
      catalogue.rules().ensure(rule);
    }
    catalogue.datasets().prepare(dataset);
    askWhatIsThere(dataset, wave, rse);
    if (!wave.toSend().isEmpty()) {
      Instant begin = bench.passed();
      wave.sent(rucio.attach(dataset, rse.name(), wave.toSend()), catalogue.refusals());
      Duration took = Duration.between(begin, bench.passed());
      bench.listener().worked(wave.source().name(), Work.ATTACH, took);
    }
    wave.readBack(rucio.attached(dataset, wave.open()));
    if (!wave.uncertainPaths().isEmpty()) {
      wave.pathsReadBack(
          rucio.replicas(
              wave.uncertainPaths(), Optional.of(rse.scheme()), Optional.of(rse.name())));
    }
    wave.registered();
  }

  private void askWhatIsThere(Did dataset, Wave wave, SourceRse rse) throws RucioException {
    wave.knownBefore(rucio.files(wave.open()));
    List<Did> known = wave.stillKnown();
    if (!known.isEmpty()) {
      wave.placesBefore(
          rucio.replicas(known, Optional.of(rse.scheme()), Optional.of(rse.name())),
          rucio.attached(dataset, known).keySet());
    }
  }
}
