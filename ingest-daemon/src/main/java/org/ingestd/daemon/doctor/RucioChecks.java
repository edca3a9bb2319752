// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.doctor;

import java.util.Set;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.FaultTeller;
import org.ingestd.registration.RucioClient;
import org.ingestd.registration.RucioException;
import org.ingestd.registration.RucioSettings;
import org.ingestd.routes.IngestSettings;
import org.ingestd.routes.SourceSettings;
import org.ingestd.rse.NameRules;
import org.ingestd.rse.Naming;
import org.ingestd.rse.RseCheck;

/** The server: is it there, does it take us, and would it take what is configured. Reads only. */
final class RucioChecks {

  private final Diagnosis diagnosis;
  private final RucioClient rucio;
  private final IngestSettings settings;

  RucioChecks(Diagnosis diagnosis, RucioClient rucio, IngestSettings settings) {
    this.diagnosis = diagnosis;
    this.rucio = rucio;
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
    try {
      account(server);
    } catch (RucioException e) {
      fail("sign-in", e, "Check rucio.account, username and password.");
      return;
    }
    rse();
    NameRules rules = NameRules.ofServer(version);
    settings.sources().forEach(source -> source(source, rules));
  }

  private void account(RucioSettings server) throws RucioException {
    String account = rucio.account();
    if (!account.equals(server.account())) {
      diagnosis.fail(
          Exit.NOT_PERMITTED,
          "sign-in",
          "we are taken for account " + account + " instead of " + server.account(),
          "Correct rucio.account, or the identity's default account.");
    } else if (account.equals("root")) {
      diagnosis.warn(
          "sign-in",
          "account root can do far more than is needed",
          "Use an account that owns its scopes and has quota; it needs no admin rights.");
    } else {
      diagnosis.ok("sign-in", "account " + account);
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
    } catch (RucioException e) {
      fail(check, e, "Correct the expression " + expression + ".");
    }
  }

  private void fail(String check, RucioException fault, String hint) {
    diagnosis.fail(
        FaultTeller.exit(fault.refusal()), check, String.valueOf(fault.getMessage()), hint);
  }
}
