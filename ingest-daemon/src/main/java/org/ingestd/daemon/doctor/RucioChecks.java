// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.doctor;

import java.time.Clock;
import java.time.Duration;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.FaultTeller;
import org.ingestd.registration.RucioClient;
import org.ingestd.registration.RucioSettings;
import org.ingestd.registration.catalogue.Deletion;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.contract.IngestSettings;
import org.ingestd.routes.contract.SourceSettings;
import org.ingestd.rse.NameRules;
import org.ingestd.rse.Naming;
import org.ingestd.rse.RseCheck;

/** The server: is it there, does it take us, and would it take what is configured. Reads only. */
final class RucioChecks {

  private static final Duration LONGEST_SKEW = Duration.ofSeconds(5);

  private final Diagnosis diagnosis;
  private final RucioClient rucio;
  private final Clock clock;
  private final IngestSettings settings;

  RucioChecks(Diagnosis diagnosis, RucioClient rucio, Clock clock, IngestSettings settings) {
    this.diagnosis = diagnosis;
    this.rucio = rucio;
    this.clock = clock;
    this.settings = settings;
  }

  /** Stops where what follows needs what failed. */
  void check(RucioSettings server) {
    String version;
    try {
      version = rucio.serverVersion();
      diagnosis.ok("rucio", "version " + version + " at " + server.url());
    } catch (RucioException e) {
      diagnosis.fail(
          FaultTeller.exit(e.refusal()),
          "rucio",
          String.valueOf(e.getMessage()),
          "Check rucio.url, network and certificates (rucio.ca).");
      return;
    }
    if (!new SignInChecks(diagnosis, clock).online(rucio, server)) {
      return;
    }
    clock();
    rse();
    NameRules rules = NameRules.ofServer(version);
    RightsChecks rights = new RightsChecks(diagnosis, rucio, settings);
    rights.account();
    settings.sources().forEach(source -> source(source, rules, rights));
  }

  private void clock() {
    try {
      Duration off = Duration.between(rucio.serverTime(), clock.instant()).abs();
      if (off.compareTo(LONGEST_SKEW) > 0) {
        diagnosis.warn(
            "clock",
            "this host's clock and Rucio's are " + off.toSeconds() + " s apart",
            "Let both follow NTP; tokens and nights depend on the time.");
      } else {
        diagnosis.ok("clock", "agrees with Rucio's");
      }
    } catch (RucioException e) {
      diagnosis.warn("clock", String.valueOf(e.getMessage()), "Compare the clocks by hand.");
    }
  }

  private void rse() {
    IngestSettings.Place place = settings.place();
    try {
      for (RseCheck.Finding finding :
          RseCheck.check(rucio.rse(place.rse()), place.root(), place.scheme())) {
        if (finding.ok()) {
          diagnosis.ok("RSE", finding.message());
        } else if (finding.isFatal()) {
          diagnosis.fail(
              Exit.CONFIGURATION, "RSE", finding.message(), "The daemon does not start so.");
        } else {
          diagnosis.warn("RSE", finding.message(), "The daemon waits until that is mended.");
        }
      }
    } catch (RucioException e) {
      diagnosis.fail("RSE", e, "Check rse.name; Rucio's administrators make the RSE.");
      return;
    }
    deletion(place.rse());
  }

  private void deletion(String rse) {
    try {
      Deletion deletion = rucio.deletion(rse);
      if (!deletion.allowed()) {
        diagnosis.ok("RSE", "Rucio deletes nothing on RSE " + rse);
      } else if (deletion.attributes().isEmpty()) {
        diagnosis.ok("RSE", "Nothing makes Rucio delete on RSE " + rse + " what no rule ever held");
      } else {
        diagnosis.warn(
            "RSE",
            "Rucio deletes files on RSE %s that no rule holds: %s"
                .formatted(rse, String.join(", ", deletion.attributes())),
            "Ask Rucio's administrators to set availability_delete to false on it, or to take that"
                + " attribute away; until then keep 'protect-source: true'.");
      }
    } catch (RucioException e) {
      diagnosis.fail("RSE", e, "Ask Rucio's administrators whether Rucio deletes there.");
    }
  }

  private void source(SourceSettings source, NameRules rules, RightsChecks rights) {
    Naming naming =
        new Naming(
            source.name(), source.treatment().naming(), source.collections().container(), rules);
    naming
        .whyNotServer()
        .ifPresent(
            why ->
                diagnosis.fail(
                    Exit.CONFIGURATION, "names", source.name() + ": " + why, "Change 'naming'."));
    rights.source(source);
  }
}
