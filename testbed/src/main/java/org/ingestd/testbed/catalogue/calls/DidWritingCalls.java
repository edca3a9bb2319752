// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.ingestd.testbed.catalogue.change.Columns;
import org.ingestd.testbed.catalogue.change.DidChanges;
import org.ingestd.testbed.catalogue.change.DidChanges.NewCollection;
import org.ingestd.testbed.catalogue.exchange.Call;
import org.ingestd.testbed.catalogue.exchange.Exchange;
import org.ingestd.testbed.catalogue.exchange.Operation;
import org.ingestd.testbed.catalogue.exchange.Reply;
import org.ingestd.testbed.catalogue.model.CatalogueState;
import org.ingestd.testbed.catalogue.model.CollectionRow;
import org.ingestd.testbed.catalogue.wire.AttachmentEntry;
import org.ingestd.testbed.catalogue.wire.AttachmentReader;
import org.ingestd.testbed.catalogue.wire.FieldRules;
import org.ingestd.testbed.catalogue.wire.FileEntry;
import org.ingestd.testbed.catalogue.wire.FileEntryReader;
import org.ingestd.testbed.catalogue.wire.JsonBody;
import org.ingestd.testbed.catalogue.wire.RucioError;
import org.ingestd.testbed.catalogue.wire.RuleRequest;
import org.ingestd.testbed.catalogue.wire.RuleRequestReader;
import org.ingestd.testbed.catalogue.wire.ServerVersion;
import org.jspecify.annotations.Nullable;

/** Collections, attachments, status and metadata. */
final class DidWritingCalls {

  private static final Set<String> TYPES = Set.of("DATASET", "CONTAINER", "FILE", "F");

  private static final Set<String> ATTACHMENT_FIELDS = Set.of("dids", "rse", "scope", "name");

  private final CatalogueState state;
  private final DidChanges changes;
  private final FieldRules rules;
  private final RuleRequestReader ruleReader;
  private final Permissions permissions;

  DidWritingCalls(CatalogueState state, ServerVersion version) {
    this.state = state;
    this.changes = new DidChanges(state, version);
    this.rules = new FieldRules(version);
    this.ruleReader = new RuleRequestReader(version);
    this.permissions = new Permissions(state);
  }

  void register(Map<Operation, Call> calls) {
    calls.put(Operation.ADD_DID, this::addDid);
    calls.put(Operation.ADD_DIDS, this::addDids);
    calls.put(Operation.STATUS, this::status);
    calls.put(Operation.ATTACH, this::attach);
    calls.put(Operation.ATTACH_ONE, this::attachOne);
    calls.put(Operation.SET_META, this::setMeta);
    calls.put(Operation.SET_BULK_META, this::setBulkMeta);
  }

  private Reply addDid(Exchange exchange) throws IOException {
    ObjectNode body = JsonBody.object(exchange.body());
    String type = JsonBody.required(body, "type").asText().toUpperCase(Locale.ROOT);
    FileEntry.Key key = new FileEntry.Key(exchange.argument(0), exchange.argument(1));
    rules.newName(key.name(), "did");
    rules.scope(key.scope(), "did");
    if (!TYPES.contains(type)) {
      throw RucioError.invalidObject(
          "did", "'" + type + "' is not one of ['DATASET', 'CONTAINER', 'FILE', 'F']");
    }
    requireScope(exchange.account(), key.scope());
    changes.create(List.of(collection(key, type, body)), exchange.account());
    return Reply.created();
  }

  private void requireScope(String account, String scope) {
    Permissions.require(
        permissions.owns(account, scope), account, "add data identifier to scope " + scope);
  }

  private NewCollection collection(FileEntry.Key key, String type, ObjectNode body)
      throws IOException {
    if (!type.equals("DATASET") && !type.equals("CONTAINER")) {
      throw RucioError.of(
          "UnsupportedOperation", "Only collection (dataset/container) can be registered.");
    }
    boolean monotonic = body.path("statuses").path("monotonic").asBoolean();
    List<FileEntry> children =
        body.hasNonNull("dids") ? entries(body.get("dids"), "dids", true) : List.of();
    List<RuleRequest> wanted = new ArrayList<>();
    for (JsonNode rule : body.path("rules")) {
      wanted.add(ruleReader.readForDid(rule, key));
    }
    return new NewCollection(
        key,
        new CollectionRow.Kind(type.equals("DATASET"), monotonic),
        meta(body.path("meta")),
        rse(body),
        children,
        wanted);
  }

  private static @Nullable String rse(ObjectNode body) {
    return body.hasNonNull("rse") ? body.get("rse").asText() : null;
  }

  private List<FileEntry> entries(JsonNode array, String what, boolean mayBeEmpty)
      throws IOException {
    return new FileEntryReader(rules, what).entries(JsonBody.tokens(array), mayBeEmpty);
  }

  private static Map<String, JsonNode> meta(JsonNode node) {
    Map<String, JsonNode> meta = new LinkedHashMap<>();
    node.properties().forEach(entry -> meta.put(entry.getKey(), entry.getValue()));
    return meta;
  }

  /** The bulk form checks no names: seen on all servers. */
  private Reply addDids(Exchange exchange) throws IOException {
    List<NewCollection> collections = new ArrayList<>();
    for (JsonNode did : JsonBody.array(exchange.body())) {
      FileEntry.Key key = key(did);
      if (!did.has("type")) {
        throw RucioError.plainText("'type'");
      }
      if (did.path("rules").size() > 0) {
        throw RucioError.plainText("'str' object has no attribute 'vo'");
      }
      Permissions.require(
          permissions.owns(exchange.account(), key.scope()),
          exchange.account(),
          "bulk add data identifier");
      String type = did.get("type").asText().toUpperCase(Locale.ROOT);
      collections.add(collection(key, type, (ObjectNode) did));
    }
    changes.create(collections, exchange.account());
    return Reply.created();
  }

  private static FileEntry.Key key(JsonNode did) {
    for (String field : List.of("scope", "name")) {
      if (!did.path(field).isTextual()) {
        throw RucioError.plainText("'" + field + "'");
      }
    }
    return new FileEntry.Key(did.get("scope").asText(), did.get("name").asText());
  }

  private Reply status(Exchange exchange) throws IOException {
    ObjectNode body = JsonBody.object(exchange.body());
    String scope = exchange.argument(0);
    String name = exchange.argument(1);
    Permissions.require(
        permissions.owns(exchange.account(), scope),
        exchange.account(),
        "set status on data identifier " + scope + ":" + name);
    for (String key : (Iterable<String>) body::fieldNames) {
      if (!key.equals("open")) {
        throw RucioError.of(
            "UnsupportedStatus", "The status " + key + " is not a valid data identifier status.");
      }
    }
    if (!body.has("open")) {
      throw RucioError.plainText("'is_open'");
    }
    changes.setOpen(scope, name, body.get("open").asBoolean());
    return Reply.done();
  }

  private Reply attach(Exchange exchange) throws IOException {
    AttachmentReader.Request request = new AttachmentReader(rules).read(exchange.body());
    for (AttachmentEntry attachment : request.attachments()) {
      String rse = attachment.rse();
      if (rse != null) {
        state.site().get(rse);
      }
    }
    List<String> scopes = request.attachments().stream().map(AttachmentEntry::scope).toList();
    Permissions.require(
        permissions.ownsAll(exchange.account(), scopes),
        exchange.account(),
        "add data identifiers");
    changes.attach(request.attachments(), exchange.account(), request.ignoreDuplicate());
    return Reply.created();
  }

  private Reply attachOne(Exchange exchange) throws IOException {
    ObjectNode body = JsonBody.object(exchange.body());
    String scope = exchange.argument(0);
    String name = exchange.argument(1);
    if (!body.has("dids") && !body.isEmpty()) {
      throw RucioError.invalidObject("attachment", "'dids' is a required property");
    }
    for (String field : (Iterable<String>) body::fieldNames) {
      if (!ATTACHMENT_FIELDS.contains(field)) {
        throw RucioError.invalidObject(
            "attachment", "Additional properties are not allowed ('" + field + "' was unexpected)");
      }
    }
    if (!body.has("dids")) {
      throw RucioError.plainText("'dids'");
    }
    List<FileEntry> children = entries(body.get("dids"), "attachment", false);
    String rse = rse(body);
    if (rse != null) {
      state.site().get(rse);
    }
    Permissions.require(
        permissions.owns(exchange.account(), scope),
        exchange.account(),
        "add data identifiers to " + scope + ":" + name);
    AttachmentEntry attachment = new AttachmentEntry(scope, name, rse, children);
    changes.attach(List.of(attachment), exchange.account(), false);
    return Reply.created();
  }

  private Reply setMeta(Exchange exchange) throws IOException {
    ObjectNode body = JsonBody.object(exchange.body());
    FileEntry.Key key = new FileEntry.Key(exchange.argument(0), exchange.argument(1));
    Map<String, JsonNode> meta = meta(JsonBody.required(body, "meta"));
    requireMeta(exchange.account(), key, meta);
    changes.setMeta(Map.of(key, meta));
    return Reply.created();
  }

  private Reply setBulkMeta(Exchange exchange) throws IOException {
    ObjectNode body = JsonBody.object(exchange.body());
    Map<FileEntry.Key, Map<String, JsonNode>> values = new LinkedHashMap<>();
    for (JsonNode did : JsonBody.required(body, "dids")) {
      FileEntry.Key key = key(did);
      if (!did.has("meta")) {
        throw RucioError.plainText("'meta'");
      }
      Map<String, JsonNode> meta = meta(did.get("meta"));
      requireMeta(exchange.account(), key, meta);
      values.put(key, meta);
    }
    changes.setMeta(values);
    return Reply.created();
  }

  private void requireMeta(String account, FileEntry.Key key, Map<String, JsonNode> meta) {
    String did = key.scope() + ":" + key.name();
    Permissions.require(
        permissions.owns(account, key.scope()), account, "add metadata to data identifier " + did);
    for (String name : meta.keySet()) {
      if (Columns.RESERVED.contains(name)) {
        throw RucioError.of(
            "AccessDenied",
            "Account "
                + account
                + " can not change the value of the metadata key "
                + name
                + " to data identifier "
                + did);
      }
    }
  }
}
