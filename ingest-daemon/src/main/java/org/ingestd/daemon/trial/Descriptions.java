// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.trial;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ingestd.daemon.trial.Explanation.Check;
import org.ingestd.daemon.view.Json;
import org.ingestd.routes.describe.Described;
import org.ingestd.routes.describe.Expectation;
import org.ingestd.routes.describe.Expectation.Known;
import org.ingestd.routes.disk.DiskVisit;
import org.ingestd.routes.disk.Look;
import org.ingestd.routes.format.FitsContent;
import org.ingestd.rse.NamingResult.Named;
import org.ingestd.rse.RawPath;

/** What is said of a file beside its name, told step by step. */
final class Descriptions {

  /**
   * What was found in and beside a file.
   *
   * @param fits its headers; empty if they are not asked for or it is not there
   */
  record Looked(boolean there, Optional<FitsContent> fits, Known beside) {}

  private final PlaceInSource source;
  private final List<Check> checks;

  /**
   * @param checks takes what is told
   */
  Descriptions(PlaceInSource source, List<Check> checks) {
    this.source = source;
    this.checks = checks;
  }

  /**
   * @param visit to the place where the source lies
   */
  Looked look(RawPath below, Look found, DiskVisit visit, Instant now) {
    return found instanceof Look.Regular regular
        ? new Looked(true, headers(below, visit), beside(below, regular.stamp().size(), visit, now))
        : new Looked(false, Optional.empty(), Known.NOTHING);
  }

  private Optional<FitsContent> headers(RawPath below, DiskVisit visit) {
    try {
      Optional<FitsContent> fits = source.headers(below, visit);
      fits.ifPresent(
          content ->
              check(
                  "FITS header",
                  content.fault().isEmpty(),
                  content
                      .fault()
                      .orElse(
                          content.fits()
                              ? content.cards().size() + " of the wanted cards are there"
                              : "it does not begin as FITS does")));
      return fits;
    } catch (IOException e) {
      check("FITS header", false, "cannot be read: " + e);
      return Optional.empty();
    }
  }

  private Known beside(RawPath below, long size, DiskVisit visit, Instant now) {
    try {
      Expectation expectation = source.beside().of(below, visit, now);
      if (expectation instanceof Expectation.Awaited awaited) {
        check("sidecar", false, awaited.why());
      } else if (expectation instanceof Expectation.Unusable unusable) {
        check("sidecar", false, unusable.why());
      } else if (expectation instanceof Known known && known.isSomething()) {
        Optional<String> other = known.otherSize(size);
        check("sidecar", other.isEmpty(), other.orElse(known.inWords()));
        return known;
      }
    } catch (IOException e) {
      check("sidecar", false, "cannot be read: " + e);
    }
    return Known.NOTHING;
  }

  /** What Rucio would be told. */
  JsonNode metadata(Named named, Looked looked) {
    Described described =
        source.describer().describe(named, looked.fits(), looked.beside().metadata());
    JsonNode metadata = Json.node(described.metadata().json());
    if (described instanceof Described.Missing missing) {
      check(
          "metadata",
          !looked.there(),
          missing.why() + (looked.there() ? "" : " The file is not there to be looked into."));
    } else if (!metadata.isEmpty()) {
      check("metadata", true, metadata.size() + " keys, all that are required");
    }
    return metadata;
  }

  private void check(String check, boolean ok, String message) {
    checks.add(new Check(check, ok, message));
  }
}
