// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.rebuild;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ingestd.journal.Journal;
import org.ingestd.journal.dataset.Filling;
import org.ingestd.journal.dataset.FoundDataset;
import org.ingestd.journal.dataset.FoundDataset.Member;
import org.ingestd.journal.dataset.JournalDataset.Plan;
import org.ingestd.journal.dataset.JournalDataset.Sequel;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.registration.RucioClient;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.steps.Source;
import org.ingestd.routes.steps.Sources;
import org.ingestd.rse.Did;
import org.ingestd.rse.NamingResult;

/**
 * In which of a base's datasets Rucio has the files of the new journal: there they stay, so that a
 * file of a continued dataset is not attached to another one as well. Changes nothing in Rucio.
 */
final class DatasetReading {

  private static final int PAGE = 500;

  private final RucioClient rucio;
  private final Sources sources;
  private final Journal journal;

  DatasetReading(RucioClient rucio, Sources sources, Journal journal) {
    this.rucio = rucio;
    this.sources = sources;
    this.journal = journal;
  }

  /**
   * A dataset that may have been continued.
   *
   * @param container of the dataset, if any
   */
  record Base(Did did, Optional<Did> container, Filling filling) {}

  void read(Findings findings) throws RucioException {
    List<Base> bases = List.copyOf(findings.continued().values());
    for (Base base : bases) {
      read(base, "", findings);
      if (base.filling.closes()) {
        read(base, base.filling.lateSuffix(), findings);
      }
    }
  }

  /** As many as there are one after the other; numbers that other bases have taken are left out. */
  private void read(Base base, String suffix, Findings findings) throws RucioException {
    Sequel sequel = new Sequel(suffix, 1);
    while (isOfAnother(sequel.of(base.did), base, findings) || read(base, sequel)) {
      findings.datasets().add(sequel.of(base.did));
      sequel = new Sequel(suffix, sequel.part() + 1);
    }
  }

  private static boolean isOfAnother(Did dataset, Base base, Findings findings) {
    return !dataset.equals(base.did) && findings.continued().containsKey(dataset);
  }

  /** False if Rucio has no such dataset. */
  private boolean read(Base base, Sequel sequel) throws RucioException {
    Content content = new Content(base, sequel);
    try {
      rucio.contents(sequel.of(base.did), content::begin, file -> content.add(file.did()));
    } catch (RucioException e) {
      if (e.refusal() == Refusal.DID_UNKNOWN) {
        return false;
      }
      throw e;
    }
    content.flush();
    return true;
  }

  /** What one dataset has, page by page. */
  private final class Content {

    private final Base base;
    private final Sequel sequel;
    private final List<Did> page = new ArrayList<>();

    private Content(Base base, Sequel sequel) {
      this.base = base;
      this.sequel = sequel;
    }

    /** What was put into the journal before is so still: a repeated member stays where it is. */
    private void begin() {
      page.clear();
    }

    private void add(Did file) {
      page.add(file);
      if (page.size() >= PAGE) {
        flush();
      }
    }

    private void flush() {
      List<Member> members = new ArrayList<>();
      for (Map.Entry<Did, List<JournalFile>> known : journal.namesakes(page).entrySet()) {
        known.getValue().forEach(file -> member(file).ifPresent(members::add));
      }
      page.clear();
      Plan plan =
          new Plan(base.container.orElse(null), false, base.filling.closes() && !sequel.late());
      journal.datasets().found(new FoundDataset(base.did, sequel, plan, members));
    }

    /** Empty for a file that would be put elsewhere. */
    private Optional<Member> member(JournalFile file) {
      Source source = sources.of(file);
      return source.name(file.key().path(), file.stamp()) instanceof NamingResult.Named named
              && source.dataset(named).equals(base.did)
          ? Optional.of(new Member(file.id(), named.night(), file.size()))
          : Optional.empty();
    }
  }
}
