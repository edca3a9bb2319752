// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.rebuild;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ingestd.daemon.terminal.Terminal;
import org.ingestd.daemon.verify.OnlyInRucio;
import org.ingestd.journal.FileQuery;
import org.ingestd.journal.JournalReader;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.registration.RucioClient;
import org.ingestd.registration.catalogue.CatalogueFile;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.contract.IngestSettings;
import org.ingestd.routes.steps.rucio.SourceRse;
import org.ingestd.rse.Did;

/** What Rucio has of the files in the new journal, and what it has besides. Changes nothing. */
final class CatalogueReading {

  private static final int PAGE = 500;

  private final RucioClient rucio;
  private final IngestSettings settings;
  private final JournalReader journal;

  CatalogueReading(RucioClient rucio, IngestSettings settings, JournalReader journal) {
    this.rucio = rucio;
    this.settings = settings;
    this.journal = journal;
  }

  void read(Findings findings, Terminal terminal) throws RucioException {
    long after = 0;
    List<JournalFile> page = page(after);
    while (!page.isEmpty()) {
      compare(page, findings);
      after = page.get(page.size() - 1).id();
      page = page(after);
    }
    SourceRse rse = new SourceRse(rucio, settings.place(), Clock.systemUTC());
    rse.learn();
    if (rse.isKnown()) {
      findings.onlyThere(
          new OnlyInRucio(journal, rucio, rse, settings).print(findings.datasets(), terminal));
    } else {
      findings.notAsked();
    }
  }

  private List<JournalFile> page(long after) {
    return journal.files(
        new FileQuery(Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), after, PAGE));
  }

  private void compare(List<JournalFile> files, Findings findings) throws RucioException {
    List<Did> dids = new ArrayList<>();
    for (JournalFile file : files) {
      Optional.ofNullable(file.identity().did()).ifPresent(dids::add);
    }
    Map<Did, CatalogueFile> there = dids.isEmpty() ? Map.of() : rucio.files(dids);
    for (JournalFile file : files) {
      Did did = file.identity().did();
      CatalogueFile known = did == null ? null : there.get(did);
      if (known != null) {
        findings.inRucio(known.bytes() == file.size());
      }
    }
  }
}
