// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.ReplicaEntry;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.registration.catalogue.RuleInfo;
import org.ingestd.registration.catalogue.TransferRequest;
import org.ingestd.registration.catalogue.WantedRule;
import org.ingestd.registration.catalogue.WantedRule.Grouping;
import org.ingestd.registration.catalogue.WantedRule.Terms;
import org.ingestd.rse.Did;
import org.junit.jupiter.api.Test;

/**
 * Every call that the client makes, with its good answer, its refusals and its repeats: the same
 * for a real Rucio and for the embedded catalogue. Here the rules; the classes above have the rest.
 * It runs against a server that has been used before.
 */
abstract class RucioContract extends MetadataContract {

  /** What lies on no disk never arrives, so that the request is there for as long as this takes. */
  @Test
  void tellsTheTransferOfAFileThatIsOnItsWayToWhoeverAsks() throws RucioException {
    ReplicaEntry file = entry("on-its-way");
    clerk.attach(dataset, "ONSITE", List.of(file));
    clerk.ensureRule(rule("DISK-A", 1));

    TransferRequest request = clerk.transfer(file.did(), "DISK-A").orElseThrow();

    assertThat(request.state()).isNotBlank();
    assertThat(request.job()).as("no FTS was given it").isNull();
    assertThat(request.host()).isNull();
    assertThat(clerk.transfer(file.did(), "DISK-B")).isEmpty();
    assertThat(clerk.transfer(did("never"), "DISK-A")).isEmpty();
    refusedAs(Refusal.RSE_UNKNOWN, () -> clerk.transfer(file.did(), "NOWHERE"));
  }

  @Test
  void makesARuleOnceAndAdoptsItAfterwards() throws RucioException {
    WantedRule wanted = rule("ONSITE", 1);

    RuleInfo made = clerk.ensureRule(wanted);
    RuleInfo again = clerk.ensureRule(wanted);

    assertThat(made.id()).matches("[0-9a-f]{32}");
    assertThat(made.expression()).isEqualTo("ONSITE");
    assertThat(made.copies()).isEqualTo(1);
    assertThat(made.state()).isEqualTo("OK");
    assertThat(again.id()).isEqualTo(made.id());
    assertThat(clerk.rules(dataset)).extracting(RuleInfo::id).containsExactly(made.id());
    assertThat(clerk.rule(made.id()).id()).isEqualTo(made.id());
  }

  @Test
  void makesOneRuleHoweverManyAskAtOnce() throws Exception {
    WantedRule wanted = rule("QOS=DISK", 1);
    ExecutorService threads = Executors.newFixedThreadPool(6);
    List<Callable<RuleInfo>> callers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      callers.add(() -> clerk.ensureRule(wanted));
    }

    try {
      for (Future<RuleInfo> caller : threads.invokeAll(callers)) {
        assertThat(caller.get().expression()).isEqualTo("QOS=DISK");
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(clerk.rules(dataset)).hasSize(1);
  }

  @Test
  void keepsRulesApartByExpressionTextAndAccount() throws RucioException {
    RuleInfo one = clerk.ensureRule(rule("DISK-A|DISK-B", 1));
    RuleInfo other = clerk.ensureRule(rule("DISK-B|DISK-A", 1));
    RuleInfo admins = ingest.ensureRule(rule("DISK-A|DISK-B", 1));

    assertThat(List.of(one.id(), other.id(), admins.id())).doesNotHaveDuplicates();
    assertThat(clerk.ensureRule(rule("DISK-A|DISK-B", 1)).id()).isEqualTo(one.id());
    assertThat(ingest.ensureRule(rule("DISK-A|DISK-B", 1)).id()).isEqualTo(admins.id());
    assertThat(clerk.rules(dataset)).hasSize(3);
  }

  @Test
  void locksEveryFileThatARuleCovers() throws RucioException {
    List<ReplicaEntry> files = entries("k", 4);
    clerk.attach(dataset, "ONSITE", files);

    RuleInfo rule = clerk.ensureRule(rule("ONSITE", 1));

    assertThat(rule.locks().ok()).isEqualTo(4);
    assertThat(clerk.locks(rule.id())).containsOnlyKeys(dids(files)).containsValue(1);
  }

  @Test
  void takesLifetimeWeightGroupingAndAComment() throws RucioException {
    Terms terms =
        new Terms(
            Optional.of(Duration.ofHours(1)),
            "T0 Export",
            Optional.empty(),
            Grouping.ALL,
            "é".repeat(300));

    RuleInfo rule = clerk.ensureRule(new WantedRule(dataset, "TAPE-A", 1, terms));

    assertThat(rule.expression()).isEqualTo("TAPE-A");
  }

  @Test
  void refusesRulesThatCannotBe() {
    refusedAs(Refusal.RULE_REFUSED, () -> clerk.ensureRule(rule("QOS=NOTHING", 1)));
    refusedAs(Refusal.RULE_REFUSED, () -> clerk.ensureRule(rule("((", 1)));
    refusedAs(Refusal.RULE_REFUSED, () -> clerk.ensureRule(rule("QOS=TAPE", 2)));
    Terms nonsense =
        new Terms(Optional.empty(), "No Such Activity", Optional.empty(), Grouping.DATASET, "");
    refusedAs(
        Refusal.RULE_REFUSED,
        () -> clerk.ensureRule(new WantedRule(dataset, "TAPE-A", 1, nonsense)));
    Terms weighed =
        new Terms(
            Optional.empty(), "T0 Export", Optional.of("nosuch"), Grouping.DATASET, "weighed");
    refusedAs(
        Refusal.RULE_REFUSED,
        () -> clerk.ensureRule(new WantedRule(dataset, "TAPE-A", 1, weighed)));
  }

  /** Asked for itself, Rucio answers with an error page as if it were away. */
  @Test
  void refusesARuleWhoseCopiesAreToBeMadeFromNowhere() throws RucioException {
    Terms nowhere =
        new Terms(
            Optional.empty(),
            "T0 Export",
            Optional.empty(),
            Grouping.DATASET,
            "chained",
            Optional.of("QOS=NOTHING"));

    refusedAs(
        Refusal.RULE_REFUSED,
        () -> clerk.ensureRule(new WantedRule(dataset, "TAPE-A", 1, nowhere)));
    assertThat(clerk.available()).isTrue();
    assertThat(clerk.rules(dataset)).isEmpty();
  }

  @Test
  void tellsAClosedRseQuotaAndUnknownDatasetFromARefusedRule() {
    refusedAs(Refusal.RSE_CLOSED, () -> clerk.ensureRule(rule("READONLY", 1)));
    refusedAs(Refusal.QUOTA, () -> clerk.ensureRule(rule("ONSITE-DAVS", 1)));
    Did unknown = new Did("clerk", "nowhere-" + run);
    refusedAs(
        Refusal.DID_UNKNOWN,
        () -> clerk.ensureRule(new WantedRule(unknown, "TAPE-A", 1, terms("x"))));
    refusedAs(Refusal.DID_UNKNOWN, () -> clerk.rules(unknown));
  }

  @Test
  void tellsADatasetThatWasErasedWithItsRulesAndMakesItAnew() throws RucioException {
    ReplicaEntry file = entry("erased/file");
    clerk.attach(dataset, "ONSITE", List.of(file));
    RuleInfo rule = clerk.ensureRule(rule("ONSITE", 1));

    erase(dataset);

    refusedAs(Refusal.RULE_UNKNOWN, () -> clerk.rule(rule.id()));
    refusedAs(Refusal.DID_UNKNOWN, () -> clerk.ensureRule(rule("ONSITE", 1)));
    refusedAs(Refusal.DID_UNKNOWN, () -> clerk.attach(dataset, "ONSITE", List.of(file)));
    refusedAs(Refusal.DID_UNKNOWN, () -> clerk.attached(dataset, List.of(file.did())));
    assertThat(clerk.files(List.of(file.did()))).as("files stay").containsKey(file.did());

    assertThat(clerk.ensureDataset(dataset)).isTrue();
    clerk.attach(dataset, "ONSITE", List.of(file));
    assertThat(clerk.attached(dataset, List.of(file.did()))).containsKey(file.did());
    assertThat(clerk.ensureRule(rule("ONSITE", 1)).id()).isNotEqualTo(rule.id());
  }

  @Test
  void refusesUnknownRules() {
    refusedAs(Refusal.RULE_UNKNOWN, () -> clerk.rule("0".repeat(32)));
    refusedAs(Refusal.RULE_UNKNOWN, () -> clerk.rule("nonsense"));
    refusedAs(Refusal.RULE_UNKNOWN, () -> clerk.locks("0".repeat(32)));
  }

  @Test
  void makesRulesOnSingleFiles() throws RucioException {
    ReplicaEntry file = entry("ruled/files");
    clerk.attach(dataset, "ONSITE", List.of(file));
    WantedRule wanted = new WantedRule(file.did(), "ONSITE", 1, terms("file"));

    RuleInfo rule = clerk.ensureRule(wanted);

    assertThat(clerk.ensureRule(wanted).id()).isEqualTo(rule.id());
    assertThat(clerk.locks(rule.id())).containsExactly(Map.entry(file.did(), 1));
  }
}
