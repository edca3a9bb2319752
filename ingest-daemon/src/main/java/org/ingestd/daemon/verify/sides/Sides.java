// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.verify.sides;

import org.ingestd.journal.JournalReader;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.registration.RucioClient;
import org.ingestd.routes.steps.CarefulReader;
import org.ingestd.routes.steps.Sources;
import org.ingestd.routes.steps.rucio.RuleSet;
import org.ingestd.routes.steps.rucio.SourceRse;
import org.ingestd.routes.steps.rucio.Wishes;

/** What is compared, and how it is reached. */
public record Sides(
    JournalReader journal,
    RucioClient rucio,
    SourceRse rse,
    Sources sources,
    CarefulReader reader) {

  /** The rules that a file is to have. */
  RuleSet rules(JournalFile file) {
    return new Wishes("", rse.name(), journal).of(sources.of(file), file);
  }
}
