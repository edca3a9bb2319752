// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ingestd.testbed.catalogue.change.DidChanges;
import org.ingestd.testbed.catalogue.exchange.Call;
import org.ingestd.testbed.catalogue.exchange.Exchange;
import org.ingestd.testbed.catalogue.exchange.Operation;
import org.ingestd.testbed.catalogue.exchange.Reply;
import org.ingestd.testbed.catalogue.model.CatalogueState;
import org.ingestd.testbed.catalogue.model.DidRow;
import org.ingestd.testbed.catalogue.model.FileRow;
import org.ingestd.testbed.catalogue.model.Replica;
import org.ingestd.testbed.catalogue.model.ReplicaState;
import org.ingestd.testbed.catalogue.storage.Rse;
import org.ingestd.testbed.catalogue.storage.RseExpression;
import org.ingestd.testbed.catalogue.wire.FieldRules;
import org.ingestd.testbed.catalogue.wire.FileEntry;
import org.ingestd.testbed.catalogue.wire.FileEntryReader;
import org.ingestd.testbed.catalogue.wire.JsonBody;
import org.ingestd.testbed.catalogue.wire.RucioError;
import org.ingestd.testbed.catalogue.wire.ServerVersion;

/** Replicas: registering, listing, states. */
final class ReplicaCalls {

  private static final Set<String> SORTS = Set.of("geoip", "custom_table", "random");

  private static final Set<String> DID_FIELDS =
      Set.of("scope", "name", "type", "meta", "rules", "bytes", "adler32", "md5", "state", "pfn");

  private final CatalogueState state;
  private final ServerVersion version;
  private final DidChanges changes;
  private final FieldRules rules;
  private final Permissions permissions;

  ReplicaCalls(CatalogueState state, ServerVersion version) {
    this.state = state;
    this.version = version;
    this.changes = new DidChanges(state, version);
    this.rules = new FieldRules(version);
    this.permissions = new Permissions(state);
  }

  void register(Map<Operation, Call> calls) {
    calls.put(Operation.ADD_REPLICAS, this::add);
    calls.put(Operation.SET_REPLICA_STATES, this::setStates);
    calls.put(Operation.DELETE_REPLICAS, this::delete);
    calls.put(Operation.LIST_REPLICAS, this::list);
    calls.put(Operation.REPLICAS, this::replicas);
    calls.put(Operation.DECLARE_BAD, this::declareBad);
  }

  private List<FileEntry> files(ObjectNode body) throws IOException {
    JsonNode files = JsonBody.required(body, "files");
    return new FileEntryReader(rules, "dids").entries(JsonBody.tokens(files), true);
  }

  private Reply add(Exchange exchange) throws IOException {
    ObjectNode body = JsonBody.object(exchange.body());
    String name = JsonBody.required(body, "rse").asText();
    List<FileEntry> files = files(body);
    Rse rse = state.site().get(name);
    String account = exchange.account();
    boolean anybody = name.matches(".*(SCRATCHDISK|USERDISK|MOCK|LOCALGROUPDISK)");
    Permissions.require(
        anybody || permissions.admin(account), account, "add file replicas on " + name);
    if (version.checksNewFilesOfReplicas()) {
      requireNewFiles(files, account, name);
    }
    boolean ignoreAvailability =
        body.path("ignore_availability").asBoolean() && permissions.admin(account);
    changes.addReplicas(rse, files, account, ignoreAvailability);
    return Reply.created();
  }

  private void requireNewFiles(List<FileEntry> files, String account, String rse) {
    Set<String> scopes = new LinkedHashSet<>();
    state.reading(
        () -> {
          for (FileEntry file : files) {
            if (state.did(file.scope(), file.name()) == null) {
              scopes.add(file.scope());
            }
          }
          return scopes;
        });
    if (!permissions.ownsAll(account, scopes)) {
      throw RucioError.of(
          "AccessDenied",
          "Operation involves new files which will require the creation of new DIDs:\nHowever,"
              + " account "
              + account
              + " can not add file DIDs on "
              + rse);
    }
  }

  private Reply setStates(Exchange exchange) throws IOException {
    ObjectNode body = JsonBody.object(exchange.body());
    String name = JsonBody.required(body, "rse").asText();
    List<FileEntry> files = files(body);
    Rse rse = state.site().get(name);
    permissions.requireAdmin(exchange.account(), "update file replicas state on " + name);
    Map<FileEntry.Key, ReplicaState> wanted = new LinkedHashMap<>();
    for (FileEntry file : files) {
      String letter = file.state();
      if (letter == null) {
        throw RucioError.plainText("'state'");
      }
      wanted.put(file.key(), wanted(letter));
    }
    changes.setReplicaStates(rse, wanted);
    return Reply.done();
  }

  private static ReplicaState wanted(String letter) {
    try {
      return ReplicaState.ofLetter(letter);
    } catch (RucioError unknown) {
      throw RucioError.withStatus(400, "ValueError", unknown.text());
    }
  }

  /** The generic policy lets nobody delete, not even root. */
  private Reply delete(Exchange exchange) throws IOException {
    String rse = JsonBody.required(JsonBody.object(exchange.body()), "rse").asText();
    throw RucioError.of(
        "AccessDenied",
        "Account " + exchange.account() + " can not delete file replicas on " + rse + ". ");
  }

  private Reply list(Exchange exchange) throws IOException {
    ObjectNode body = JsonBody.object(exchange.body());
    String sort = exchange.query("sort").orElse(body.path("sort").asText("geoip"));
    List<FileRow> files = files(keys(body.path("dids")));
    // Only what is sorted needs a way of sorting.
    boolean toSort =
        state.reading(
            () ->
                files.stream()
                    .anyMatch(file -> file.replicas().stream().anyMatch(Replica::available)));
    if (toSort && !SORTS.contains(sort)) {
      throw RucioError.of(
          "SortingAlgorithmNotSupported", "Sorting algorithm: " + sort + " is not supported.");
    }
    ReplicaJson json = new ReplicaJson(state.random(), selection(body));
    return Reply.lines(state, files, json::write);
  }

  private static List<FileEntry.Key> keys(JsonNode dids) {
    List<FileEntry.Key> keys = new ArrayList<>();
    for (JsonNode did : dids) {
      for (String field : (Iterable<String>) did::fieldNames) {
        if (!DID_FIELDS.contains(field)) {
          throw RucioError.invalidObject(
              "r_dids", "Additional properties are not allowed ('" + field + "' was unexpected)");
        }
      }
      for (String field : List.of("scope", "name")) {
        if (!did.has(field)) {
          throw RucioError.invalidObject("r_dids", "'" + field + "' is a required property");
        }
      }
      keys.add(new FileEntry.Key(did.path("scope").asText(), did.path("name").asText()));
    }
    if (keys.size() > 1000) {
      throw RucioError.invalidObject("r_dids", "an array of " + keys.size() + " is too long");
    }
    return keys;
  }

  private ReplicaJson.Selection selection(ObjectNode body) {
    JsonNode expression = body.path("rse_expression");
    Set<Rse> rses =
        expression.isTextual()
            ? RseExpression.resolve(expression.asText(), state.site().all())
            : Set.copyOf(state.site().all());
    List<String> schemes = new ArrayList<>();
    body.path("schemes").forEach(scheme -> schemes.add(scheme.asText()));
    return new ReplicaJson.Selection(rses, schemes, body.path("all_states").asBoolean());
  }

  /** Unknown DIDs are left out, collections become their files. */
  private List<FileRow> files(List<FileEntry.Key> keys) {
    Set<FileRow> files = new LinkedHashSet<>();
    state.reading(
        () -> {
          for (FileEntry.Key key : keys) {
            DidRow row = state.did(key.scope(), key.name());
            if (row != null) {
              files.addAll(DidReadingCalls.filesOf(row));
            }
          }
          return files;
        });
    return List.copyOf(files);
  }

  private Reply replicas(Exchange exchange) {
    FileEntry.Key key = new FileEntry.Key(exchange.argument(0), exchange.argument(1));
    ReplicaJson.Selection all =
        new ReplicaJson.Selection(Set.copyOf(state.site().all()), List.of(), false);
    ReplicaJson json = new ReplicaJson(state.random(), all);
    return Reply.lines(state, files(List.of(key)), json::write);
  }

  private Reply declareBad(Exchange exchange) throws IOException {
    ObjectNode body = JsonBody.object(exchange.body());
    Map<String, List<String>> unknown = new LinkedHashMap<>();
    for (JsonNode replica : body.path("replicas")) {
      Rse rse = state.site().get(replica.path("rse").asText());
      Permissions.require(
          exchange.account().equals("root"),
          exchange.account(),
          "declare bad replicas in RSE " + rse.name());
      FileEntry.Key key =
          new FileEntry.Key(replica.path("scope").asText(), replica.path("name").asText());
      try {
        changes.setReplicaStates(rse, Map.of(key, ReplicaState.BAD));
      } catch (RucioError notThere) {
        unknown
            .computeIfAbsent(rse.name(), name -> new ArrayList<>())
            .add("(" + key.scope() + ", '" + key.name() + "') Unknown replica");
      }
    }
    return Reply.json(
        201,
        "application/json",
        json -> {
          json.writeStartObject();
          for (Map.Entry<String, List<String>> entry : unknown.entrySet()) {
            json.writeArrayFieldStart(entry.getKey());
            for (String line : entry.getValue()) {
              json.writeString(line);
            }
            json.writeEndArray();
          }
          json.writeEndObject();
        });
  }
}
