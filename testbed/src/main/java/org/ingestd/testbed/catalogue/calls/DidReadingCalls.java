// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ingestd.testbed.catalogue.exchange.Call;
import org.ingestd.testbed.catalogue.exchange.Exchange;
import org.ingestd.testbed.catalogue.exchange.Operation;
import org.ingestd.testbed.catalogue.exchange.Reply;
import org.ingestd.testbed.catalogue.model.CatalogueState;
import org.ingestd.testbed.catalogue.model.CollectionRow;
import org.ingestd.testbed.catalogue.model.DidRow;
import org.ingestd.testbed.catalogue.model.FileLock;
import org.ingestd.testbed.catalogue.model.FileRow;
import org.ingestd.testbed.catalogue.model.Rule;
import org.ingestd.testbed.catalogue.wire.FieldRules;
import org.ingestd.testbed.catalogue.wire.JsonBody;
import org.ingestd.testbed.catalogue.wire.RucioError;
import org.ingestd.testbed.catalogue.wire.ServerVersion;
import org.jspecify.annotations.Nullable;

/** What can be read about DIDs. */
final class DidReadingCalls {

  private final CatalogueState state;
  private final ServerVersion version;
  private final FieldRules rules;

  DidReadingCalls(CatalogueState state, ServerVersion version) {
    this.state = state;
    this.version = version;
    this.rules = new FieldRules(version);
  }

  void register(Map<Operation, Call> calls) {
    calls.put(Operation.SCOPE_DIDS, this::scopeDids);
    calls.put(Operation.DID, this::did);
    calls.put(Operation.CONTENTS, this::contents);
    calls.put(Operation.FILES, this::files);
    calls.put(Operation.PARENTS, this::parents);
    calls.put(Operation.DID_RULES, this::rules);
    calls.put(Operation.ASSOCIATED_RULES, this::associatedRules);
    calls.put(Operation.META, this::meta);
    calls.put(Operation.BULK_META, this::bulkMeta);
  }

  private DidRow existing(Exchange exchange) {
    String scope = exchange.argument(0);
    String name = exchange.argument(1);
    return state.reading(() -> state.existingDid(scope, name));
  }

  private Reply scopeDids(Exchange exchange) {
    List<DidRow> rows = state.reading(() -> List.copyOf(state.didsOf(exchange.argument(0))));
    return Reply.lines(
        state,
        rows,
        (json, row) -> {
          json.writeStartObject();
          DidJson.key(json, row);
          json.writeStringField("type", row.type());
          json.writeNullField("parent");
          json.writeNumberField("level", 0);
          json.writeNullField("bytes");
          json.writeEndObject();
        });
  }

  private Reply did(Exchange exchange) throws IOException {
    DidRow row = existing(exchange);
    boolean dynamic = exchange.query("dynamic_depth").isPresent();
    return locked(json -> DidJson.did(json, row, dynamic));
  }

  private Reply locked(Reply.Document document) throws IOException {
    return RuleJson.whole(state, document);
  }

  private Reply contents(Exchange exchange) {
    DidRow row = existing(exchange);
    List<DidRow> children =
        state.reading(
            () ->
                row instanceof CollectionRow collection
                    ? List.copyOf(collection.children())
                    : List.of());
    return Reply.lines(state, children, DidJson::child);
  }

  private Reply files(Exchange exchange) {
    DidRow row = existing(exchange);
    boolean isLong = exchange.query("long").isPresent();
    List<FileRow> files = state.reading(() -> filesOf(row));
    return Reply.lines(state, files, (json, file) -> DidJson.file(json, file, isLong));
  }

  static List<FileRow> filesOf(DidRow row) {
    if (row instanceof CollectionRow collection) {
      List<FileRow> files = new ArrayList<>();
      collection.forEachFile(files::add);
      return files;
    }
    return List.of((FileRow) row);
  }

  private Reply parents(Exchange exchange) {
    List<CollectionRow> parents =
        state.reading(
            () -> {
              DidRow row = state.did(exchange.argument(0), exchange.argument(1));
              return row == null ? List.<CollectionRow>of() : row.parents();
            });
    return Reply.lines(
        state,
        parents,
        (json, parent) -> {
          json.writeStartObject();
          DidJson.key(json, parent);
          json.writeStringField("type", parent.type());
          json.writeEndObject();
        });
  }

  private Reply rules(Exchange exchange) {
    List<Rule> rules = new ArrayList<>();
    try {
      DidRow row = existing(exchange);
      rules.addAll(state.reading(() -> List.copyOf(state.rulesOn(row))));
    } catch (RucioError unknown) {
      if (version.refusesRulesOfUnknownDids()) {
        throw unknown;
      }
    }
    return Reply.lines(state, rules, RuleJson::ruleInList);
  }

  private Reply associatedRules(Exchange exchange) {
    DidRow row = existing(exchange);
    Set<Rule> rules = new LinkedHashSet<>();
    state.reading(
        () -> {
          if (row instanceof FileRow file) {
            file.locks().stream().map(FileLock::rule).forEach(rules::add);
          } else {
            rules.addAll(state.rulesOn(row));
          }
          return rules;
        });
    return Reply.lines(state, List.copyOf(rules), RuleJson::ruleInList);
  }

  private Reply meta(Exchange exchange) throws IOException {
    DidJson.Shown shown = shown(exchange.query("plugin").orElse("DID_COLUMN"), false);
    DidRow row =
        state.<@Nullable DidRow>reading(
            () -> state.did(exchange.argument(0), exchange.argument(1)));
    if (row == null && !shown.columns()) {
      return Reply.json(
          json -> {
            json.writeStartObject();
            json.writeEndObject();
          });
    }
    DidRow known = existing(exchange);
    return locked(json -> DidJson.meta(json, known, shown));
  }

  private static DidJson.Shown shown(String plugin, boolean keyOfFree) {
    return switch (plugin.toUpperCase(java.util.Locale.ROOT)) {
      case "DID_COLUMN" -> new DidJson.Shown(true, false, false);
      case "JSON" -> new DidJson.Shown(false, true, keyOfFree);
      case "ALL" -> new DidJson.Shown(true, true, keyOfFree);
      default ->
          throw RucioError.of(
              "UnsupportedMetadataPlugin",
              "Metadata plugin \"" + plugin + "\" is not enabled on the server.");
    };
  }

  private Reply bulkMeta(Exchange exchange) throws IOException {
    ObjectNode body = JsonBody.object(exchange.body());
    JsonNode dids = JsonBody.required(body, "dids");
    for (JsonNode did : dids) {
      for (String field : List.of("scope", "name")) {
        if (!did.has(field)) {
          throw RucioError.invalidObject("dids", "'" + field + "' is a required property");
        }
      }
      rules.scope(did.path("scope").asText(), "dids");
      rules.name(did.path("name").asText(), "dids");
    }
    JsonNode plugin = body.path("plugin");
    DidJson.Shown shown =
        shown(plugin.isTextual() ? plugin.asText() : version.defaultBulkMetadataPlugin(), true);
    List<DidRow> rows = new ArrayList<>();
    state.reading(
        () -> {
          for (JsonNode did : dids) {
            DidRow row = state.did(did.path("scope").asText(), did.path("name").asText());
            if (row != null) {
              rows.add(row);
            }
          }
          return rows;
        });
    return Reply.lines(state, rows, (json, row) -> DidJson.meta(json, row, shown));
  }
}
