// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.verify;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.ingestd.daemon.trial.PlaceInSource;
import org.ingestd.daemon.verify.difference.Difference;
import org.ingestd.daemon.verify.sides.RuleSide;
import org.ingestd.daemon.verify.sides.Sides;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.contract.IngestSettings;
import org.ingestd.routes.steps.Hands;
import org.ingestd.rse.Did;

/**
 * The three-way look, in passes that each hold one page: what the journal calls registered; what is
 * on the disk; what Rucio has in our datasets.
 */
final class Verification {

  private final Sides sides;
  private final List<PlaceInSource> places;
  private final Optional<Instant> daemonLooks;
  private final RegisteredPass registered;

  Verification(
      Sides sides,
      IngestSettings settings,
      List<PlaceInSource> places,
      Optional<Instant> daemonLooks) {
    this.sides = sides;
    this.places = places;
    this.daemonLooks = daemonLooks;
    this.registered = new RegisteredPass(sides, new RuleSide(sides));
  }

  /** Is told after each page of the first pass. */
  interface Come {

    /**
     * @param id of the last file
     * @param files of this page
     */
    void to(long id, int files);
  }

  /**
   * @param after journal id to begin behind
   * @param come is told how far the first pass, which reads, has come
   */
  void run(long after, Depth depth, Hands hands, Come come, Consumer<Difference> tell)
      throws RucioException, IOException {
    Pages pages = new Pages(sides.journal(), places.stream().map(PlaceInSource::name).toList());
    // What was read before an interruption must still be in its datasets.
    pages.between(0, after, page -> page.forEach(registered::remember));
    pages.each(
        after,
        page -> {
          registered.page(page, depth, hands, tell);
          if (!page.isEmpty()) {
            come.to(page.get(page.size() - 1).id(), page.size());
          }
        });
    DiskPass disk = new DiskPass(sides, daemonLooks);
    for (PlaceInSource place : places) {
      disk.walk(place, tell);
    }
    Memberships memberships = registered.memberships();
    memberships.close();
    DatasetPass datasets = new DatasetPass(sides, places);
    for (Did dataset : registered.datasets()) {
      datasets.read(dataset, memberships, tell);
    }
    if (memberships.isOpen()) {
      pages.each(0, page -> registered.notShown(page, tell));
    }
  }
}
