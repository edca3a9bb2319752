// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.verify;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.ingestd.daemon.terminal.Terminal;
import org.ingestd.daemon.trial.PlaceInSource;
import org.ingestd.daemon.verify.difference.DifferencePrinter;
import org.ingestd.daemon.verify.sides.Sides;
import org.ingestd.journal.JournalReader;
import org.ingestd.registration.RucioClient;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.SourceDisks;
import org.ingestd.routes.contract.IngestSettings;
import org.ingestd.routes.contract.SilentListener;
import org.ingestd.routes.disk.ReadLimit;
import org.ingestd.routes.steps.CarefulReader;
import org.ingestd.routes.steps.rucio.SourceRse;
import org.ingestd.rse.Did;

/** Files that Rucio lists at our paths and that neither disk nor journal have. */
public final class OnlyInRucio {

  private final Sides sides;
  private final IngestSettings settings;

  /**
   * @param rse of which the server has told already
   */
  public OnlyInRucio(
      JournalReader journal, RucioClient rucio, SourceRse rse, IngestSettings settings) {
    this.settings = settings;
    this.sides =
        new Sides(
            journal,
            rucio,
            rse,
            SourceDisks.sources(settings),
            new CarefulReader(
                new ReadLimit(0, Clock.systemUTC(), pause -> {}),
                () -> true,
                new SilentListener()));
  }

  /**
   * Prints them as {@code verify} does.
   *
   * @return how many
   */
  public long print(Collection<Did> datasets, Terminal terminal) throws RucioException {
    List<PlaceInSource> places = PlaceInSource.all(settings, sides.rse().rules());
    DatasetPass pass = new DatasetPass(sides, places);
    DifferencePrinter printer = new DifferencePrinter(terminal);
    Memberships none = new Memberships();
    none.close();
    for (Did dataset : datasets) {
      pass.read(dataset, none, printer::print);
    }
    return printer.count();
  }
}
