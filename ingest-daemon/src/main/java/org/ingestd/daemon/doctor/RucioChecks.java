// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.doctor;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.FaultTeller;
import org.ingestd.registration.RucioClient;
import org.ingestd.registration.RucioSettings;
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
      fail("rucio", e, "Check rucio.url, network and certificates (rucio.ca).");
      return;
    }
    if (!new SignInChecks(diagnosis, clock).online(rucio, server)) {
      return;
    }
    clock();
    rse();
    NameRules rules = NameRules.ofServer(version);
    settings.sources().forEach(source -> source(source, rules));
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
      fail("RSE", e, "Check rse.name; Rucio's administrators make the RSE.");
    }
  }

  private void source(SourceSettings source, NameRules rules) {
    Naming naming = new Naming(source.name(), source.treatment().naming(), rules);
    naming
        .whyNotServer()
        .ifPresent(
            why ->
                diagnosis.fail(
                    Exit.CONFIGURATION, "names", source.name() + ": " + why, "Change 'naming'."));
    scope(source);
    source.treatment().rules().forEach(wish -> rule(source, wish));
    if (source.treatment().protectSource()) {
      protection(source);
    }
  }

  private void scope(SourceSettings source) {
    String scope = source.treatment().naming().scope().replace("{source}", source.name());
    if (scope.contains("{")) {
      diagnosis.ok("scope", source.name() + ": decided for each file by " + scope);
      return;
    }
    try {
      Set<String> ours = rucio.scopes();
      if (ours.contains(scope)) {
        diagnosis.ok("scope", source.name() + ": " + scope + " is ours");
      } else {
        diagnosis.fail(
            Exit.NOT_PERMITTED,
            "scope",
            source.name() + ": " + scope + " is not one of our account's: " + ours,
            "Set naming.scope, or have the scope made for the account.");
      }
    } catch (RucioException e) {
      fail("scope", e, "Try again when Rucio answers.");
    }
  }

  private void protection(SourceSettings source) {
    try {
      quota(source.name() + ": the protecting rule", Set.of(settings.place().rse()), 1);
    } catch (RucioException e) {
      fail("quota", e, "Try again when Rucio answers.");
    }
  }

  private void rule(SourceSettings source, SourceSettings.RuleWish wish) {
    String check = "rule";
    String expression = source.name() + ": '" + wish.expression() + "'";
    try {
      Set<String> rses = rucio.rses(wish.expression());
      if (rses.size() < wish.copies()) {
        diagnosis.fail(
            Exit.CONFIGURATION,
            check,
            expression + " matches " + rses + ", too few for " + wish.copies() + " copies",
            "Correct expression or copies.");
      } else if (rses.contains(settings.place().rse())) {
        diagnosis.warn(
            check,
            expression + " matches the source RSE itself",
            "A copy there is none: add '\\" + settings.place().rse() + "' to the expression.");
      } else {
        diagnosis.ok(check, expression + " matches " + rses);
      }
      quota(source.name() + ": copies of '" + wish.expression() + "'", rses, wish.copies());
    } catch (RucioException e) {
      fail(check, e, "Correct the expression " + expression + ".");
    }
  }

  /** An admin needs none, and limits for whole expressions may stand beside local ones. */
  private void quota(String what, Set<String> rses, int wanted) throws RucioException {
    Map<String, Double> quotas = rucio.quotas();
    Set<String> with = new TreeSet<>(rses);
    with.removeIf(rse -> quotas.getOrDefault(rse, 0.0) <= 0);
    if (with.size() < Math.min(wanted, rses.size())) {
      diagnosis.warn(
          "quota",
          what + ": our account has quota on " + with + " of " + rses,
          "Ask for an account limit there; without one, and not as an admin, a rule ends as QUOTA.");
    } else {
      diagnosis.ok("quota", what + ": on " + with);
    }
  }

  private void fail(String check, RucioException fault, String hint) {
    diagnosis.fail(
        FaultTeller.exit(fault.refusal()), check, String.valueOf(fault.getMessage()), hint);
  }
}
