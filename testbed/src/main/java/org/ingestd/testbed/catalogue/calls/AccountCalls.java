// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.calls;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.ingestd.testbed.catalogue.exchange.Call;
import org.ingestd.testbed.catalogue.exchange.Exchange;
import org.ingestd.testbed.catalogue.exchange.Operation;
import org.ingestd.testbed.catalogue.exchange.Reply;
import org.ingestd.testbed.catalogue.model.Account;
import org.ingestd.testbed.catalogue.model.CatalogueState;
import org.ingestd.testbed.catalogue.storage.Rse;
import org.ingestd.testbed.catalogue.wire.FieldRules;
import org.ingestd.testbed.catalogue.wire.RucioDate;
import org.ingestd.testbed.catalogue.wire.RucioError;
import org.ingestd.testbed.catalogue.wire.ServerVersion;

/** Ping, accounts, scopes. */
final class AccountCalls {

  private final CatalogueState state;
  private final ServerVersion version;
  private final Permissions permissions;

  AccountCalls(CatalogueState state, ServerVersion version) {
    this.state = state;
    this.version = version;
    this.permissions = new Permissions(state);
  }

  void register(Map<Operation, Call> calls) {
    calls.put(Operation.PING, this::ping);
    calls.put(Operation.WHOAMI, AccountCalls::whoami);
    calls.put(Operation.ACCOUNTS, this::accounts);
    calls.put(Operation.ACCOUNT, this::account);
    calls.put(Operation.ACCOUNT_ATTRIBUTES, this::attributes);
    calls.put(Operation.LIMITS, this::limits);
    calls.put(Operation.USAGE, this::usage);
    calls.put(
        Operation.SCOPES, exchange -> names(state.reading(() -> List.copyOf(state.scopes()))));
    calls.put(Operation.SCOPES_OF_ACCOUNT, this::scopesOfAccount);
    calls.put(Operation.ADD_SCOPE, this::addScope);
  }

  private Reply ping(Exchange exchange) throws IOException {
    return Reply.json(
        json -> {
          json.writeStartObject();
          json.writeStringField("version", version.text());
          json.writeEndObject();
        });
  }

  private static Reply whoami(Exchange exchange) {
    return Reply.text(303, Reply.HTML, "<!doctype html>\n<title>Redirecting...</title>")
        .with("Location", exchange.account());
  }

  private Reply accounts(Exchange exchange) {
    List<Account> all = state.reading(() -> List.copyOf(state.accounts()));
    return Reply.lines(
        state,
        all,
        (json, account) -> {
          json.writeStartObject();
          json.writeStringField("account", account.name());
          json.writeStringField("type", "SERVICE");
          json.writeStringField("email", account.name() + "@example.org");
          json.writeEndObject();
        });
  }

  private Account existing(String name, String message) {
    return state.reading(
        () -> state.account(name).orElseThrow(() -> RucioError.of("AccountNotFound", message)));
  }

  private Account named(Exchange exchange) {
    String name = exchange.argument(0);
    return existing(name, "Account with ID '" + name + "' cannot be found");
  }

  private Reply account(Exchange exchange) throws IOException {
    Account account = named(exchange);
    return Reply.json(
        json -> {
          json.writeStartObject();
          json.writeStringField("account", account.name());
          json.writeStringField("account_type", "SERVICE");
          json.writeStringField("email", account.name() + "@example.org");
          json.writeStringField("status", "ACTIVE");
          json.writeNullField("suspended_at");
          json.writeNullField("deleted_at");
          json.writeStringField("created_at", RucioDate.iso(account.created()));
          json.writeStringField("updated_at", RucioDate.iso(account.created()));
          json.writeEndObject();
        });
  }

  private Reply attributes(Exchange exchange) throws IOException {
    Account account = named(exchange);
    return Reply.json(
        json -> {
          json.writeStartArray();
          if (account.admin()) {
            json.writeStartObject();
            json.writeStringField("key", "admin");
            json.writeBooleanField("value", true);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private Reply limits(Exchange exchange) throws IOException {
    String name = exchange.argument(0);
    Account account = existing(name, "Account " + name + " does not exist");
    Map<Rse, Long> limits = state.reading(() -> Map.copyOf(account.limits()));
    return Reply.json(
        json -> {
          json.writeStartObject();
          for (Rse rse : state.site().all()) {
            Long limit = limits.get(rse);
            if (limit != null) {
              json.writeNumberField(rse.name(), limit);
            }
          }
          json.writeEndObject();
        });
  }

  private Reply usage(Exchange exchange) {
    String caller = exchange.account();
    boolean allowed = caller.equals(exchange.argument(0)) || permissions.admin(caller);
    Permissions.require(allowed, caller, "list account usage");
    Account account = named(exchange);
    String only = exchange.arguments().size() > 1 ? exchange.argument(1) : "";
    List<Rse> rses =
        state.reading(
            () ->
                account.limits().keySet().stream()
                    .filter(rse -> only.isEmpty() || rse.name().equals(only))
                    .toList());
    return Reply.lines(state, rses, (json, rse) -> usage(json, account, rse));
  }

  private static void usage(JsonGenerator json, Account account, Rse rse) throws IOException {
    Account.Usage usage = account.usage(rse);
    long limit = account.limits().getOrDefault(rse, 0L);
    json.writeStartObject();
    json.writeStringField("rse_id", rse.id());
    json.writeStringField("rse", rse.name());
    json.writeNumberField("bytes", usage.bytes());
    json.writeNumberField("files", usage.files());
    json.writeNumberField("bytes_limit", limit);
    json.writeNumberField("bytes_remaining", limit - usage.bytes());
    json.writeEndObject();
  }

  private static void strings(JsonGenerator json, List<String> values) throws IOException {
    json.writeStartArray();
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }

  private static Reply names(List<String> names) throws IOException {
    return Reply.json(json -> strings(json, names));
  }

  private Reply scopesOfAccount(Exchange exchange) throws IOException {
    String name = exchange.argument(0);
    existing(name, "Account ID '" + name + "' does not exist");
    List<String> scopes = state.reading(() -> state.scopesOf(name));
    if (scopes.isEmpty()) {
      throw RucioError.of("ScopeNotFound", "no scopes found for account '" + name + "'");
    }
    return names(scopes);
  }

  private Reply addScope(Exchange exchange) {
    String account = exchange.argument(0);
    String scope = exchange.argument(1);
    new FieldRules(version).scope(scope, "scope");
    permissions.requireAdmin(exchange.account(), "add scope");
    existing(account, "Account ID '" + account + "' does not exist");
    state.writing(
        () -> {
          state.addScope(scope, account);
          return scope;
        });
    return Reply.created();
  }
}
