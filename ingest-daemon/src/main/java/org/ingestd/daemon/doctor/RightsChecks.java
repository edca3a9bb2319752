// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ingestd.daemon.terminal.Amounts;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.registration.RucioClient;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.contract.IngestSettings;
import org.ingestd.routes.contract.SourceSettings;

/**
 * What our account may do in Rucio, and whether that is enough for the sources: scopes, rules and
 * quota. Reads only.
 */
final class RightsChecks {

  private static final String RIGHTS = "rights";

  private static final String ASK =
      "Ask Rucio's administrators: an account may look at its own scopes and limits, and at RSEs.";

  private final Diagnosis diagnosis;
  private final RucioClient rucio;
  private final IngestSettings settings;

  RightsChecks(Diagnosis diagnosis, RucioClient rucio, IngestSettings settings) {
    this.diagnosis = diagnosis;
    this.rucio = rucio;
    this.settings = settings;
  }

  /** By Rucio's generic policy; a site's own may differ, and Rucio has no call that tells. */
  void account() {
    try {
      String account = rucio.account();
      boolean admin = rucio.isAdmin();
      Set<String> scopes = new TreeSet<>(rucio.scopes());
      diagnosis.ok(
          RIGHTS,
          account
              + " may make datasets, register files and set metadata in "
              + (admin ? "every scope, as an admin" : "its scopes: " + scopes));
      diagnosis.ok(
          RIGHTS,
          account
              + (admin
                  ? " may make rules for everybody, and change, delete and approve those of others"
                  : " may make rules for itself, and change or delete none"));
      diagnosis.ok(RIGHTS, account + " may hold " + held(rucio.quotas(), admin));
    } catch (RucioException e) {
      diagnosis.fail(RIGHTS, e, ASK);
    }
  }

  private static String held(Map<String, Double> quotas, boolean admin) {
    List<String> amounts = new ArrayList<>();
    new TreeMap<>(quotas).forEach((rse, bytes) -> amounts.add(amount(bytes) + " on " + rse));
    String written = amounts.isEmpty() ? "nothing by local limits" : String.join(", ", amounts);
    return admin ? "anything, as an admin; by local limits " + written : written;
  }

  private static String amount(double bytes) {
    return Double.isInfinite(bytes) ? "any amount" : Amounts.bytes((long) bytes);
  }

  void source(SourceSettings source) {
    scope(source);
    source.treatment().rules().forEach(wish -> rule(source, wish));
    if (source.treatment().protectSource()) {
      protection(source);
    }
  }

  /** An embargo is a scope's: who shares the scope shares its fate. */
  private String sharers(SourceSettings source, String scope) {
    List<String> others =
        settings.sources().stream()
            .filter(other -> !other.name().equals(source.name()))
            .filter(other -> scopeOf(other).equals(scope))
            .map(SourceSettings::name)
            .toList();
    return others.isEmpty()
        ? "and no other source's here"
        : "shared with " + String.join(", ", others) + ": no embargo tells them apart";
  }

  private static String scopeOf(SourceSettings source) {
    return source.treatment().naming().scope().replace("{source}", source.name());
  }

  private void steppingStone(SourceSettings source, String via) {
    String what = source.name() + ": first copies, by '" + via + "'";
    try {
      Set<String> rses = rucio.rses(via);
      if (rses.isEmpty()) {
        diagnosis.fail(Exit.CONFIGURATION, "rule", what + " match no RSE", "Correct chained.via.");
      } else {
        diagnosis.ok("rule", what + " match " + rses);
        quota(what, rses, 1);
      }
    } catch (RucioException e) {
      diagnosis.fail("rule", e, "Correct chained.via.");
    }
  }

  private void scope(SourceSettings source) {
    String scope = scopeOf(source);
    if (scope.contains("{")) {
      diagnosis.ok("scope", source.name() + ": decided for each file by " + scope);
      return;
    }
    try {
      Set<String> ours = rucio.scopes();
      if (ours.contains(scope)) {
        diagnosis.ok("scope", source.name() + ": " + scope + " is ours, " + sharers(source, scope));
      } else {
        diagnosis.fail(
            Exit.NOT_PERMITTED,
            "scope",
            source.name() + ": " + scope + " is not one of our account's: " + ours,
            "Set naming.scope, or have the scope made for the account.");
      }
    } catch (RucioException e) {
      diagnosis.fail("scope", e, ASK);
    }
  }

  private void protection(SourceSettings source) {
    quota(source.name() + ": the protecting rule", Set.of(settings.place().rse()), 1);
  }

  private void rule(SourceSettings source, SourceSettings.RuleWish wish) {
    String check = "rule";
    wish.via().ifPresent(via -> steppingStone(source, via));
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
      diagnosis.fail(check, e, "Correct the expression " + expression + ".");
    }
  }

  /** An admin needs none, and limits for whole expressions may stand beside local ones. */
  private void quota(String what, Set<String> rses, int wanted) {
    Map<String, Double> quotas;
    try {
      quotas = rucio.quotas();
    } catch (RucioException e) {
      diagnosis.fail("quota", e, ASK);
      return;
    }
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
}
