// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.calls;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.ingestd.testbed.catalogue.change.RuleChanges;
import org.ingestd.testbed.catalogue.exchange.Call;
import org.ingestd.testbed.catalogue.exchange.Exchange;
import org.ingestd.testbed.catalogue.exchange.Operation;
import org.ingestd.testbed.catalogue.exchange.Reply;
import org.ingestd.testbed.catalogue.model.CatalogueState;
import org.ingestd.testbed.catalogue.model.FileLock;
import org.ingestd.testbed.catalogue.model.FileRow;
import org.ingestd.testbed.catalogue.model.LockState;
import org.ingestd.testbed.catalogue.model.Rule;
import org.ingestd.testbed.catalogue.model.RuleState;
import org.ingestd.testbed.catalogue.model.Transfer;
import org.ingestd.testbed.catalogue.wire.JsonBody;
import org.ingestd.testbed.catalogue.wire.RucioError;
import org.ingestd.testbed.catalogue.wire.RuleRequest;
import org.ingestd.testbed.catalogue.wire.RuleRequestReader;
import org.ingestd.testbed.catalogue.wire.ServerVersion;
import org.jspecify.annotations.Nullable;

/** Rules, their locks and what keeps them. */
final class RuleCalls {

  /** What {@code PUT /rules/{id}} takes; what is not done here is accepted without effect. */
  private static final Set<String> OPTIONS =
      Set.of(
          "lifetime",
          "locked",
          "comment",
          "account",
          "state",
          "activity",
          "source_replica_expression",
          "cancel_requests",
          "priority",
          "child_rule_id",
          "eol_at",
          "meta",
          "purge_replicas",
          "boost_rule");

  private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{32}");

  private final CatalogueState state;
  private final RuleChanges changes;
  private final RuleRequestReader reader;
  private final Permissions permissions;

  RuleCalls(CatalogueState state, ServerVersion version) {
    this.state = state;
    this.changes = new RuleChanges(state);
    this.reader = new RuleRequestReader(version);
    this.permissions = new Permissions(state);
  }

  void register(Map<Operation, Call> calls) {
    calls.put(Operation.ADD_RULE, this::add);
    calls.put(Operation.RULES, this::rules);
    calls.put(Operation.RULE, this::rule);
    calls.put(Operation.LOCKS, this::locks);
    calls.put(Operation.ANALYSIS, this::analysis);
    calls.put(Operation.UPDATE_RULE, this::update);
    calls.put(Operation.DELETE_RULE, this::delete);
  }

  private Reply add(Exchange exchange) throws IOException {
    RuleRequest request = reader.read(JsonBody.object(exchange.body()));
    String account = request.account() == null ? exchange.account() : request.account();
    boolean own = account.equals(exchange.account()) && !request.flags().locked();
    Permissions.require(
        own || permissions.admin(exchange.account()), exchange.account(), "add replication rule");
    List<String> ids = changes.make(request, account);
    return Reply.json(
        201,
        Reply.HTML,
        json -> {
          json.writeStartArray();
          for (String id : ids) {
            json.writeString(id);
          }
          json.writeEndArray();
        });
  }

  private Reply rules(Exchange exchange) {
    Map<String, String> filters = exchange.query();
    for (String filter : filters.keySet()) {
      if (!Set.of("scope", "name", "account", "state", "id").contains(filter)) {
        throw RucioError.plainText(
            "type object 'ReplicationRule' has no attribute '" + filter + "'");
      }
    }
    List<Rule> matching =
        state.reading(() -> state.rules().stream().filter(rule -> fits(rule, filters)).toList());
    return Reply.lines(state, matching, RuleJson::ruleInList);
  }

  private static boolean fits(Rule rule, Map<String, String> filters) {
    return equal(filters.get("scope"), rule.did().scope())
        && equal(filters.get("name"), rule.did().name())
        && equal(filters.get("account"), rule.owner().name())
        && equal(filters.get("id"), rule.id())
        && equal(filters.get("state"), rule.state().name().substring(0, 1));
  }

  private static boolean equal(@Nullable String wanted, String value) {
    return wanted == null || wanted.equals(value);
  }

  private static String id(Exchange exchange) {
    String id = exchange.argument(0);
    if (!ID.matcher(id.replace("-", "")).matches()) {
      throw RucioError.of("RucioException", "Badly formatted rule id (" + id + ")");
    }
    return id.replace("-", "");
  }

  private Reply rule(Exchange exchange) throws IOException {
    String id = id(exchange);
    return RuleJson.whole(state, json -> RuleJson.rule(json, changes.existing(id)));
  }

  private record Locked(FileRow file, FileLock lock) {}

  private List<Locked> locksOf(Rule rule) {
    List<Locked> locks = new ArrayList<>();
    for (FileRow file : DidReadingCalls.filesOf(rule.did())) {
      for (FileLock lock : file.locks()) {
        if (lock.rule() == rule) {
          locks.add(new Locked(file, lock));
        }
      }
    }
    return locks;
  }

  /** An unknown rule has no locks: 200 with nothing. */
  private Reply locks(Exchange exchange) {
    String id = exchange.argument(0).replace("-", "");
    if (!ID.matcher(id).matches()) {
      throw RucioError.of("DatabaseException", "An unknown Database Exception has occurred.");
    }
    List<Locked> locks = state.reading(() -> state.rule(id).map(this::locksOf).orElse(List.of()));
    return Reply.lines(
        state,
        locks,
        (json, locked) -> {
          json.writeStartObject();
          place(json, locked);
          json.writeStringField("state", locked.lock.state().name());
          json.writeStringField("rule_id", id);
          json.writeEndObject();
        });
  }

  private static void place(JsonGenerator json, Locked locked) throws IOException {
    DidJson.key(json, locked.file);
    json.writeStringField("rse_id", locked.lock.rse().id());
    json.writeStringField("rse", locked.lock.rse().name());
  }

  private Reply analysis(Exchange exchange) throws IOException {
    String id = id(exchange);
    return RuleJson.whole(state, json -> analysis(json, changes.existing(id)));
  }

  private void analysis(JsonGenerator json, Rule rule) throws IOException {
    json.writeStartObject();
    boolean stuck = rule.state() == RuleState.STUCK;
    String currently = rule.state() == RuleState.OK ? "" : "currently ";
    String standing = "This replication rule is " + currently + rule.state().name();
    json.writeStringField("rule_error", stuck ? rule.error().orElse(null) : standing);
    json.writeArrayFieldStart("transfers");
    for (Locked locked : stuck ? locksOf(rule) : List.<Locked>of()) {
      if (locked.lock.state() == LockState.STUCK) {
        transfer(json, locked);
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void transfer(JsonGenerator json, Locked locked) throws IOException {
    Optional<Transfer> failure =
        Optional.ofNullable(locked.file.replica(locked.lock.rse()))
            .map(replica -> state.transfers().failure(replica));
    json.writeStartObject();
    place(json, locked);
    json.writeNumberField("attempts", failure.map(Transfer::attempts).orElse(0));
    json.writeStringField("last_error", failure.map(Transfer::lastError).orElse(null));
    json.writeNullField("last_source");
    json.writeArrayFieldStart("sources");
    json.writeEndArray();
    json.writeNullField("last_time");
    json.writeEndObject();
  }

  private Reply update(Exchange exchange) throws IOException {
    String id = id(exchange);
    JsonNode options = JsonBody.required(JsonBody.object(exchange.body()), "options");
    permissions.requireAdmin(exchange.account(), "update this replication rule");
    for (String option : (Iterable<String>) options::fieldNames) {
      if (!OPTIONS.contains(option)) {
        throw RucioError.of("InputValidationError", option + " is not a valid option to set.");
      }
    }
    changes.update(id, updates((ObjectNode) options));
    return Reply.done();
  }

  private static RuleChanges.Update updates(ObjectNode options) {
    JsonNode lifetime = options.get("lifetime");
    RuleChanges.Lifetime changed =
        lifetime == null
            ? null
            : new RuleChanges.Lifetime(lifetime.isNumber() ? lifetime.asLong() : null);
    return new RuleChanges.Update(
        options.has("locked") ? options.get("locked").asBoolean() : null,
        options.has("priority") ? options.get("priority").asInt() : null,
        options.has("comment") ? options.get("comment").asText() : null,
        changed,
        wantedState(options.path("state").asText("")),
        options.path("boost_rule").asBoolean());
  }

  private static @Nullable RuleState wantedState(String word) {
    return switch (word.toLowerCase(java.util.Locale.ROOT)) {
      case "suspended" -> RuleState.SUSPENDED;
      case "stuck" -> RuleState.STUCK;
      default -> null;
    };
  }

  private Reply delete(Exchange exchange) throws IOException {
    JsonBody.object(exchange.body());
    String id = id(exchange);
    permissions.requireAdmin(exchange.account(), "remove this replication rule");
    changes.delete(id);
    return Reply.done();
  }
}
