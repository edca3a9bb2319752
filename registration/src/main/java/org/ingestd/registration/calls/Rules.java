// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.calls;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.registration.catalogue.RuleInfo;
import org.ingestd.registration.catalogue.RuleInfo.Locks;
import org.ingestd.registration.catalogue.WantedRule;
import org.ingestd.registration.rest.Calls;
import org.ingestd.registration.rest.Failure;
import org.ingestd.registration.rest.Json;
import org.ingestd.registration.rest.Reader;
import org.ingestd.registration.rest.Request;
import org.ingestd.rse.Did;

/** Replication rules: made once, found again, followed. */
public final class Rules {

  private static final int LONGEST_COMMENT = 250;

  private final Calls calls;
  private final Lines lines;
  private final Metadata metadata;

  public Rules(Calls calls, Lines lines, Metadata metadata) {
    this.calls = calls;
    this.lines = lines;
    this.metadata = metadata;
  }

  /**
   * The server itself refuses a second rule with the same DID, account, expression and copies, so a
   * lost answer and two callers at once are harmless.
   */
  public RuleInfo ensure(WantedRule wanted, String account) throws Failure, RucioException {
    refuseUnknownSource(wanted);
    byte[] body = Json.bytes(json -> write(json, wanted, account));
    try {
      JsonNode ids = calls.value(Request.post("rule", "/rules/", body).expects(201), Json.DOCUMENT);
      return made(id(ids), wanted);
    } catch (Failure failure) {
      return switch (failure.exceptionClass()) {
        case "DuplicateRule" -> find(wanted, account).orElseThrow(() -> vanished(wanted));
        // What breaks the schema is a field of the rule: activity, comment, expression.
        case "InvalidObject", "InvalidPath" ->
            throw Refusals.exception(Refusal.RULE_REFUSED, failure);
        default -> throw failure;
      };
    }
  }

  /** Rucio's own answer to it is an error page, which would be taken for an outage. */
  private void refuseUnknownSource(WantedRule wanted) throws Failure, RucioException {
    Optional<String> source = wanted.terms().source();
    if (source.isPresent() && new Rses(calls, lines).matching(source.get()).isEmpty()) {
      throw new RucioException(
          Refusal.RULE_REFUSED,
          0,
          "",
          "A rule "
              + wanted.expression()
              + " on "
              + wanted.did()
              + " wants its copies made from '"
              + source.get()
              + "', which names no RSE in Rucio");
    }
  }

  private RuleInfo made(String id, WantedRule wanted) throws Failure, RucioException {
    try {
      return get(id);
    } catch (Failure failure) {
      throw Refusals.meaning(failure) == Refusal.RULE_UNKNOWN ? vanished(wanted) : failure;
    }
  }

  /** Between our question and this look it expired or was deleted: asked again it will be made. */
  private static Failure vanished(WantedRule wanted) {
    return Failure.broken(
        409,
        "Rucio says that a rule "
            + wanted.expression()
            + " on "
            + wanted.did()
            + " exists, and "
            + "does not show it",
        null);
  }

  private static String id(JsonNode ids) throws Failure {
    if (ids.size() != 1 || !ids.path(0).isTextual()) {
      throw Failure.broken(201, "A rule was made and Rucio does not say which: " + ids, null);
    }
    return ids.path(0).asText();
  }

  private Optional<RuleInfo> find(WantedRule wanted, String account) throws Failure {
    return lines
        .all(
            onDid(wanted.did()),
            line -> {
              RuleInfo rule = rule(line);
              boolean equal =
                  Lines.did(line).equals(wanted.did())
                      && Lines.text(line, "account").equals(account)
                      && rule.expression().equals(wanted.expression())
                      && rule.copies() == wanted.copies();
              return equal ? rule : null;
            })
        .stream()
        .findFirst();
  }

  private static Request onDid(Did did) {
    return Request.get("rules", Request.path("dids", did.scope(), did.name(), "rules"));
  }

  /** Servers before 35 show no rules of a DID that they do not know, instead of saying so. */
  public List<RuleInfo> on(Did did) throws Failure, RucioException {
    List<RuleInfo> rules = lines.all(onDid(did), Rules::rule);
    if (rules.isEmpty() && metadata.of(did).isEmpty()) {
      throw new RucioException(Refusal.DID_UNKNOWN, 0, "", "Rucio does not know " + did);
    }
    return rules;
  }

  /** Anything that is no id is no rule's id; the server would call it an error of its own. */
  public RuleInfo get(String id) throws Failure, RucioException {
    requireId(id);
    return rule(calls.value(Request.get("rule", Request.path("rules", id)), Json.DOCUMENT));
  }

  /** Harmless to repeat: the repairer comes once. */
  public void boost(String id) throws Failure, RucioException {
    requireId(id);
    byte[] body =
        Json.bytes(
            json -> {
              json.writeStartObject();
              json.writeObjectFieldStart("options");
              json.writeBooleanField("boost_rule", true);
              json.writeEndObject();
              json.writeEndObject();
            });
    calls.call(Request.put("rule", Request.path("rules", id), body), Reader.NOTHING);
  }

  /** A cut answer shows fewer locks: less is said than is known, never more. */
  public Map<Did, Integer> locks(String id) throws Failure, RucioException {
    requireId(id);
    Map<Did, Integer> locks = new HashMap<>();
    calls.value(
        Request.get("locks", Request.path("rules", id, "locks")),
        Json.lines(locks::clear, line -> locks.merge(Lines.did(line), 1, Integer::sum)));
    if (locks.isEmpty()) {
      // Rucio shows no locks for an unknown rule as well: this tells them apart.
      get(id);
    }
    return locks;
  }

  private static void requireId(String id) throws RucioException {
    if (!id.matches("[0-9a-fA-F]{32}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
      throw new RucioException(Refusal.RULE_UNKNOWN, 0, "", "'" + id + "' is not a rule's id");
    }
  }

  private static void write(JsonGenerator json, WantedRule wanted, String account)
      throws IOException {
    WantedRule.Terms terms = wanted.terms();
    json.writeStartObject();
    Lines.writeDids(json, List.of(wanted.did()));
    json.writeStringField("account", account);
    json.writeNumberField("copies", wanted.copies());
    json.writeStringField("rse_expression", wanted.expression());
    json.writeStringField("grouping", terms.grouping().name());
    json.writeStringField("activity", terms.activity());
    json.writeStringField("comment", shortened(terms.comment()));
    if (terms.source().isPresent()) {
      json.writeStringField("source_replica_expression", terms.source().get());
    }
    if (terms.weight().isPresent()) {
      json.writeStringField("weight", terms.weight().get());
    }
    if (terms.lifetime().isPresent()) {
      json.writeNumberField("lifetime", terms.lifetime().get().toSeconds());
    } else {
      json.writeNullField("lifetime");
    }
    json.writeEndObject();
  }

  private static String shortened(String comment) {
    int length = comment.codePointCount(0, comment.length());
    return length <= LONGEST_COMMENT
        ? comment
        : comment.substring(0, comment.offsetByCodePoints(0, LONGEST_COMMENT));
  }

  private static RuleInfo rule(JsonNode line) {
    return new RuleInfo(
        Lines.text(line, "id"),
        Lines.text(line, "rse_expression"),
        line.path("copies").asInt(),
        Lines.text(line, "state"),
        new Locks(
            line.path("locks_ok_cnt").asLong(),
            line.path("locks_replicating_cnt").asLong(),
            line.path("locks_stuck_cnt").asLong()),
        Lines.textOrNull(line, "error"));
  }
}
