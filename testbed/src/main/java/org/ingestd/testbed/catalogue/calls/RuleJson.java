// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.calls;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.ingestd.testbed.catalogue.exchange.Reply;
import org.ingestd.testbed.catalogue.model.CatalogueState;
import org.ingestd.testbed.catalogue.model.CollectionRow;
import org.ingestd.testbed.catalogue.model.FileRow;
import org.ingestd.testbed.catalogue.model.LockState;
import org.ingestd.testbed.catalogue.model.Rule;
import org.ingestd.testbed.catalogue.wire.RucioDate;
import org.jspecify.annotations.Nullable;

/** How rules look in answers. */
final class RuleJson {

  private RuleJson() {}

  /** A document that is written under the catalogue's lock. */
  static Reply whole(CatalogueState state, Reply.Document document) throws IOException {
    try {
      return state.reading(
          () -> {
            try {
              return Reply.json(document);
            } catch (IOException failed) {
              throw new UncheckedIOException(failed);
            }
          });
    } catch (UncheckedIOException failed) {
      throw new IOException(failed);
    }
  }

  static void rule(JsonGenerator json, Rule rule) throws IOException {
    json.writeStartObject();
    fields(json, rule);
    json.writeEndObject();
  }

  /** In lists a rule comes with the size of its DID. */
  static void ruleInList(JsonGenerator json, Rule rule) throws IOException {
    json.writeStartObject();
    fields(json, rule);
    if (rule.did() instanceof FileRow file) {
      DidJson.number(json, "bytes", file.bytes());
    } else if (rule.did() instanceof CollectionRow collection) {
      CollectionRow.Totals totals = collection.closedTotals();
      DidJson.number(json, "bytes", totals == null ? null : totals.bytes());
    }
    json.writeEndObject();
  }

  private static void fields(JsonGenerator json, Rule rule) throws IOException {
    Rule.Details details = rule.wish().details();
    json.writeStringField("id", rule.id());
    DidJson.key(json, rule.did());
    json.writeStringField("did_type", rule.did().type());
    json.writeStringField("account", rule.owner().name());
    json.writeStringField("state", rule.state().name());
    json.writeStringField("error", rule.error().orElse(null));
    json.writeStringField("rse_expression", rule.wish().expression());
    json.writeNumberField("copies", rule.wish().copies());
    json.writeStringField("grouping", rule.wish().grouping());
    json.writeStringField("activity", details.activity());
    json.writeStringField("weight", details.weight());
    json.writeStringField("notification", details.notification());
    json.writeStringField("source_replica_expression", details.source());
    json.writeNumberField("locks_ok_cnt", rule.locks(LockState.OK));
    json.writeNumberField("locks_replicating_cnt", rule.locks(LockState.REPLICATING));
    json.writeNumberField("locks_stuck_cnt", rule.locks(LockState.STUCK));
    terms(json, rule);
  }

  private static void terms(JsonGenerator json, Rule rule) throws IOException {
    Rule.Terms terms = rule.terms();
    json.writeBooleanField("locked", terms.locked());
    json.writeBooleanField("purge_replicas", terms.purge());
    json.writeNumberField("priority", terms.priority());
    json.writeStringField("comments", terms.comment());
    json.writeStringField("expires_at", date(terms.expires()));
    json.writeStringField("created_at", date(rule.created()));
    json.writeStringField("updated_at", date(rule.updated()));
    json.writeBooleanField("ignore_availability", false);
    json.writeBooleanField("ignore_account_limit", false);
    json.writeBooleanField("split_container", false);
    for (String unused :
        new String[] {"stuck_at", "child_rule_id", "subscription_id", "eol_at", "meta"}) {
      json.writeNullField(unused);
    }
    json.writeNullField("deleted_at");
  }

  private static @Nullable String date(@Nullable Instant instant) {
    return instant == null ? null : RucioDate.text(instant);
  }
}
