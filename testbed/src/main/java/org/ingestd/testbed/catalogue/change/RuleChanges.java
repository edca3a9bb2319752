// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.change;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ingestd.testbed.catalogue.model.Account;
import org.ingestd.testbed.catalogue.model.CatalogueState;
import org.ingestd.testbed.catalogue.model.CollectionRow;
import org.ingestd.testbed.catalogue.model.DidRow;
import org.ingestd.testbed.catalogue.model.Rule;
import org.ingestd.testbed.catalogue.model.RuleState;
import org.ingestd.testbed.catalogue.storage.Rse;
import org.ingestd.testbed.catalogue.storage.RseExpression;
import org.ingestd.testbed.catalogue.wire.FileEntry;
import org.ingestd.testbed.catalogue.wire.RucioError;
import org.ingestd.testbed.catalogue.wire.RuleRequest;
import org.jspecify.annotations.Nullable;

/** Makes, changes and ends rules (rucio/core/rule.py). */
public final class RuleChanges {

  /** A deleted rule lives on for an hour. */
  private static final Duration AFTERLIFE = Duration.ofHours(1);

  /** From here on a closed DID's rule is left to the judge. */
  private static final long MANY_LOCKS = 10_000;

  private final CatalogueState state;
  private final Placement placement;

  public RuleChanges(CatalogueState state) {
    this.state = state;
    this.placement = new Placement(state);
  }

  /** Makes one rule per DID, all or none, and answers their ids. */
  public List<String> make(RuleRequest request, String account) {
    return Transaction.run(state, transaction -> make(transaction, request, account));
  }

  List<String> make(Transaction transaction, RuleRequest request, String account) {
    if (request.copies() <= 0) {
      throw RucioError.of(
          "InvalidValueForKey",
          "The number of copies for a replication rule should be greater than 0.");
    }
    Rule.Wish wish = wish(request);
    List<Rse> candidates = placement.candidates(wish, request.flags().ignoreAvailability());
    checkSource(request);
    Account owner =
        state
            .account(account)
            .orElseThrow(
                () -> RucioError.of("AccountNotFound", "Account " + account + " does not exist"));
    long withQuota = candidates.stream().filter(rse -> owner.quotaLeft(rse) > 0).count();
    if (withQuota < wish.copies()) {
      throw Placement.insufficientQuota();
    }
    // All refusals come before the first placement: copies that were asked for cannot be recalled.
    List<DidRow> dids = new ArrayList<>();
    for (FileEntry.Key key : request.dids()) {
      DidRow did = existing(key);
      refuseDuplicate(did, owner, wish);
      dids.add(did);
    }
    if (dids.stream().distinct().count() < dids.size()) {
      throw RucioError.of("DatabaseException", "An unknown Database Exception has occurred.");
    }
    List<String> ids = new ArrayList<>();
    for (DidRow did : dids) {
      ids.add(makeOne(transaction, did, owner, wish, request).id());
    }
    return ids;
  }

  private static Rule.Wish wish(RuleRequest request) {
    RuleRequest.Options options = request.options();
    RuleRequest.Remarks remarks = options.remarks();
    Rule.Details details =
        new Rule.Details(
            options.activity(), options.weight(), remarks.notification(), remarks.source());
    return new Rule.Wish(request.expression(), request.copies(), options.grouping(), details);
  }

  private void checkSource(RuleRequest request) {
    String source = request.options().remarks().source();
    if (source != null) {
      try {
        RseExpression.resolve(source, state.site().all());
      } catch (RucioError unresolvable) {
        throw RucioError.plainText("<!doctype html><title>500 Internal Server Error</title>");
      }
    }
  }

  private DidRow existing(FileEntry.Key key) {
    DidRow did = state.did(key.scope(), key.name());
    if (did == null) {
      throw RucioError.of(
          "DataIdentifierNotFound",
          "Data identifier " + key.scope() + ":" + key.name() + " is not valid.");
    }
    return did;
  }

  private Rule makeOne(
      Transaction transaction, DidRow did, Account owner, Rule.Wish wish, RuleRequest request) {
    Instant now = state.now();
    Long lifetime = request.options().lifetime();
    RuleRequest.Remarks remarks = request.options().remarks();
    Rule.Terms terms =
        new Rule.Terms(
            request.flags().locked(),
            request.flags().purge(),
            remarks.priority(),
            lifetime == null ? null : now.plusSeconds(lifetime),
            remarks.comment());
    Rule rule = new Rule(state.newId(), did, owner, wish, terms, now);
    state.addRule(rule);
    transaction.onRollback(() -> state.removeRule(rule));
    if (request.flags().asynchronous() || forcedToInject(did, wish)) {
      rule.setState(RuleState.INJECT, null, now);
      state.inject(rule);
    } else {
      placement.placeAll(rule);
      rule.settle(null, now);
    }
    return rule;
  }

  private static boolean forcedToInject(DidRow did, Rule.Wish wish) {
    CollectionRow.Totals totals =
        did instanceof CollectionRow collection ? collection.closedTotals() : null;
    return totals != null && totals.length() * wish.copies() >= MANY_LOCKS;
  }

  private void refuseDuplicate(DidRow did, Account owner, Rule.Wish wish) {
    for (Rule rule : state.rulesOn(did)) {
      if (rule.owner() == owner
          && rule.wish().expression().equals(wish.expression())
          && rule.wish().copies() == wish.copies()) {
        throw RucioError.of(
            "DuplicateRule",
            "(psycopg.errors.UniqueViolation) duplicate key value violates unique constraint"
                + " \"RULES_SC_NA_AC_RS_CO_UQ_IDX\"\nDETAIL:  Key (scope, name, account,"
                + " rse_expression, copies)=("
                + did.scope()
                + ", "
                + did.name()
                + ", "
                + owner.name()
                + ", "
                + wish.expression()
                + ", "
                + wish.copies()
                + ") already exists.");
      }
    }
  }

  /** Sets what is not null. */
  public record Update(
      @Nullable Boolean locked,
      @Nullable Integer priority,
      @Nullable String comment,
      @Nullable Lifetime lifetime,
      @Nullable RuleState wantedState,
      boolean boost) {}

  /**
   * A new lifetime, counted from now.
   *
   * @param seconds null: for ever
   */
  public record Lifetime(@Nullable Long seconds) {}

  /**
   * @throws RucioError RuleNotFound
   */
  public void update(String id, Update update) {
    Transaction.run(
        state,
        transaction -> {
          Rule rule = existing(id);
          Instant now = state.now();
          rule.setTerms(terms(rule.terms(), update, now), now);
          if (update.boost) {
            rule.setBoosted(true);
          }
          RuleState wanted = update.wantedState;
          if (wanted != null) {
            rule.setState(wanted, rule.error().orElse(null), now);
          }
          return id;
        });
  }

  private static Rule.Terms terms(Rule.Terms before, Update update, Instant now) {
    Lifetime lifetime = update.lifetime;
    Instant expires = before.expires();
    if (lifetime != null) {
      Long seconds = lifetime.seconds;
      expires = seconds == null ? null : now.plusSeconds(seconds);
    }
    return new Rule.Terms(
        update.locked == null ? before.locked() : update.locked,
        before.purge(),
        update.priority == null ? before.priority() : update.priority,
        expires,
        update.comment == null ? before.comment() : update.comment);
  }

  /**
   * Deletes as Rucio does: the rule expires an hour from now.
   *
   * @throws RucioError RuleNotFound, or UnsupportedOperation for a locked rule
   */
  public void delete(String id) {
    Transaction.run(
        state,
        transaction -> {
          Rule rule = existing(id);
          if (rule.terms().locked()) {
            throw RucioError.of(
                "UnsupportedOperation",
                "The replication rule is locked and has to be unlocked before it can be deleted.");
          }
          Rule.Terms terms = rule.terms();
          Instant now = state.now();
          Rule.Terms ending =
              new Rule.Terms(
                  false, terms.purge(), terms.priority(), now.plus(AFTERLIFE), terms.comment());
          rule.setTerms(ending, now);
          return id;
        });
  }

  /** The rule, under the lock that the caller holds. */
  public Rule existing(String id) {
    return state
        .rule(id)
        .orElseThrow(() -> RucioError.of("RuleNotFound", "No rule with the id " + id + " found"));
  }
}
