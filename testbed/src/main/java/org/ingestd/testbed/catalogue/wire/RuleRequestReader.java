// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ingestd.rse.Activity;
import org.ingestd.testbed.catalogue.wire.RuleRequest.Flags;
import org.ingestd.testbed.catalogue.wire.RuleRequest.Options;
import org.ingestd.testbed.catalogue.wire.RuleRequest.Remarks;
import org.jspecify.annotations.Nullable;

/** Reads rules and checks them against the generic schema. */
public final class RuleRequestReader {

  private static final String WHAT = "rule";
  private static final Set<String> GROUPINGS = Set.of("DATASET", "NONE", "ALL");
  private static final Map<String, String> NOTIFICATIONS =
      Map.of("Y", "YES", "C", "CLOSE", "P", "PROGRESS", "N", "NO");

  private final ServerVersion version;

  public RuleRequestReader(ServerVersion version) {
    this.version = version;
  }

  /** The body of {@code POST /rules/}; unknown keys are not looked at. */
  public RuleRequest read(ObjectNode body) {
    JsonNode dids = JsonBody.required(body, "dids");
    JsonBody.required(body, "account");
    JsonBody.required(body, "copies");
    JsonBody.required(body, "rse_expression");
    return rule(body, keys(dids), "User Subscriptions");
  }

  /**
   * A rule inside {@code POST /dids/…}: for that DID; an activity that is not named is "default".
   */
  public RuleRequest readForDid(JsonNode body, FileEntry.Key did) {
    for (String key : List.of("account", "copies", "rse_expression")) {
      if (!body.has(key)) {
        throw RucioError.plainText("'" + key + "'");
      }
    }
    return rule((ObjectNode) body, List.of(did), "default");
  }

  private RuleRequest rule(ObjectNode body, List<FileEntry.Key> dids, String defaultActivity) {
    Flags flags =
        new Flags(
            flag(body, "locked"),
            flag(body, "purge_replicas"),
            flag(body, "ignore_availability"),
            flag(body, "asynchronous") || body.hasNonNull("delay_injection"));
    String activity = text(body, "activity", 0);
    if (activity != null && !Activity.GENERIC.contains(activity)) {
      throw RucioError.invalidObject(
          WHAT, "'" + activity + "' is not one of " + JsonBody.python(Activity.GENERIC));
    }
    Options options =
        new Options(
            grouping(body),
            text(body, "weight", 0),
            integer(body, "lifetime"),
            activity == null ? defaultActivity : activity,
            remarks(body));
    JsonNode copies = body.path("copies");
    if (copies.isDouble() && copies.asDouble() == Math.rint(copies.asDouble())) {
      throw RucioError.plainText("'float' object cannot be interpreted as an integer");
    }
    if (!copies.isIntegralNumber()) {
      throw wrongType(copies, "integer");
    }
    String expression = text(body, "rse_expression", 3000);
    if (expression == null) {
      throw RucioError.invalidObject(WHAT, "None is not of type 'string'");
    }
    return new RuleRequest(
        dids, text(body, "account", 25), copies.asInt(), expression, options, flags);
  }

  private static Remarks remarks(ObjectNode body) {
    text(body, "meta", 3999);
    text(body, "subscription_id", 0);
    Long priority = integer(body, "priority");
    String notify = text(body, "notify", 0);
    String notification = NOTIFICATIONS.get(notify == null ? "N" : notify);
    if (notification == null) {
      throw RucioError.invalidObject(
          WHAT, "'" + notify + "' is not one of ['Y', 'C', 'N', 'P', None]");
    }
    return new Remarks(
        notification,
        priority == null ? 3 : priority.intValue(),
        text(body, "comment", 250),
        text(body, "source_replica_expression", 0));
  }

  private static String grouping(ObjectNode body) {
    String grouping = text(body, "grouping", 0);
    if (grouping != null && !GROUPINGS.contains(grouping)) {
      throw RucioError.invalidObject(
          WHAT, "'" + grouping + "' is not one of ['DATASET', 'NONE', 'ALL', None]");
    }
    return grouping == null ? "DATASET" : grouping;
  }

  private static List<FileEntry.Key> keys(JsonNode dids) {
    if (!dids.isArray()) {
      throw wrongType(dids, "array");
    }
    List<FileEntry.Key> keys = new ArrayList<>();
    for (JsonNode did : dids) {
      for (String key : List.of("scope", "name")) {
        if (!did.path(key).isTextual()) {
          throw RucioError.plainText("'" + key + "'");
        }
      }
      keys.add(new FileEntry.Key(did.get("scope").asText(), did.get("name").asText()));
    }
    return keys;
  }

  private boolean flag(ObjectNode body, String key) {
    JsonNode value = body.path(key);
    boolean proper = value.isBoolean() || value.isNull() || value.isMissingNode();
    if (!proper && !version.readsBooleansFromText()) {
      throw wrongType(value, "boolean");
    }
    return JsonBody.truth(value, key);
  }

  private static @Nullable Long integer(ObjectNode body, String key) {
    JsonNode value = body.path(key);
    if (value.isNull() || value.isMissingNode()) {
      return null;
    }
    if (!value.isNumber()) {
      throw wrongType(value, key.equals("lifetime") ? "number" : "integer");
    }
    return value.asLong();
  }

  /**
   * @param longest 0: any length
   */
  private static @Nullable String text(ObjectNode body, String key, int longest) {
    JsonNode value = body.path(key);
    if (value.isNull() || value.isMissingNode()) {
      return null;
    }
    if (!value.isTextual()) {
      throw wrongType(value, "string");
    }
    if (longest > 0 && value.asText().length() > longest) {
      throw RucioError.invalidObject(WHAT, "'" + value.asText() + "' is too long");
    }
    return value.asText();
  }

  private static RucioError wrongType(JsonNode value, String type) {
    String shown = value.isTextual() ? "'" + value.asText() + "'" : value.toString();
    return RucioError.invalidObject(WHAT, shown + " is not of type '" + type + "'");
  }
}
