// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.calls;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ingestd.testbed.catalogue.exchange.Call;
import org.ingestd.testbed.catalogue.exchange.Exchange;
import org.ingestd.testbed.catalogue.exchange.Operation;
import org.ingestd.testbed.catalogue.exchange.Reply;
import org.ingestd.testbed.catalogue.model.CatalogueState;
import org.ingestd.testbed.catalogue.model.FileRow;
import org.ingestd.testbed.catalogue.model.Transfer;
import org.ingestd.testbed.catalogue.storage.Rse;
import org.ingestd.testbed.catalogue.wire.RucioError;

/** Transfer requests that are not finished. */
final class RequestCalls {

  private final CatalogueState state;
  private final Permissions permissions;

  RequestCalls(CatalogueState state) {
    this.state = state;
    this.permissions = new Permissions(state);
  }

  void register(Map<Operation, Call> calls) {
    calls.put(Operation.REQUEST, this::request);
    calls.put(Operation.REQUESTS, this::requests);
  }

  private Reply request(Exchange exchange) throws IOException {
    String scope = exchange.argument(0);
    String name = exchange.argument(1);
    Rse rse = state.site().get(exchange.argument(2));
    return RuleJson.whole(state, json -> write(json, open(scope, name, rse)));
  }

  private static void write(JsonGenerator json, Transfer transfer) throws IOException {
    Rse rse = transfer.destination().rse();
    json.writeStartObject();
    DidJson.key(json, transfer.file());
    json.writeStringField("state", "QUEUED");
    json.writeNumberField("retry_count", transfer.attempts());
    json.writeStringField("dest_rse", rse.name());
    json.writeStringField("dest_rse_id", rse.id());
    json.writeNumberField("bytes", transfer.file().bytes());
    json.writeStringField("adler32", transfer.file().adler32());
    json.writeStringField("err_msg", transfer.lastError());
    // No FTS stands behind this catalogue.
    json.writeNullField("source_rse");
    json.writeNullField("external_id");
    json.writeNullField("external_host");
    json.writeEndObject();
  }

  private Transfer open(String scope, String name, Rse rse) {
    Optional<Transfer> open =
        state.did(scope, name) instanceof FileRow file
            ? state.transfers().open(file, rse)
            : Optional.empty();
    return open.orElseThrow(
        () ->
            RucioError.of(
                "RequestNotFound",
                "No request found for DID " + scope + ":" + name + " at RSE " + rse.name()));
  }

  private Reply requests(Exchange exchange) {
    if (exchange.query("request_states").isEmpty()) {
      throw RucioError.withStatus(400, "MissingParameter", "Request state is missing");
    }
    if (!permissions.admin(exchange.account())) {
      throw RucioError.of("AccessDenied", exchange.account() + " cannot list requests. ");
    }
    Optional<String> destination = exchange.query("dst_rse");
    List<Transfer> open =
        state.reading(
            () ->
                state.transfers().open().stream()
                    .filter(
                        transfer ->
                            destination
                                .filter(name -> !name.equals(transfer.destination().rse().name()))
                                .isEmpty())
                    .toList());
    return Reply.lines(state, open, RequestCalls::write);
  }
}
