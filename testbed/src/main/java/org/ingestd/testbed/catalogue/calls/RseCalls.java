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
import org.ingestd.testbed.catalogue.model.CatalogueState;
import org.ingestd.testbed.catalogue.storage.Rse;
import org.ingestd.testbed.catalogue.storage.RseExpression;
import org.ingestd.testbed.catalogue.storage.RseProtocol;
import org.ingestd.testbed.catalogue.wire.ServerVersion;

/** RSEs, their attributes and protocols, and expressions over them. */
final class RseCalls {

  private final CatalogueState state;
  private final ServerVersion version;

  RseCalls(CatalogueState state, ServerVersion version) {
    this.state = state;
    this.version = version;
  }

  void register(Map<Operation, Call> calls) {
    calls.put(Operation.RSES, this::rses);
    calls.put(Operation.RSE, this::rse);
    calls.put(Operation.RSE_ATTRIBUTES, this::attributes);
    calls.put(Operation.RSE_PROTOCOLS, this::protocols);
  }

  private Reply rses(Exchange exchange) {
    String expression = exchange.query("expression").orElse("");
    if (expression.isEmpty()) {
      return Reply.lines(state, state.site().all(), RseCalls::row);
    }
    List<Rse> matching = List.copyOf(RseExpression.resolve(expression, state.site().all()));
    return Reply.lines(
        state,
        matching,
        (json, rse) -> {
          json.writeStartObject();
          json.writeStringField("rse", rse.name());
          json.writeEndObject();
        });
  }

  private static void row(JsonGenerator json, Rse rse) throws IOException {
    json.writeStartObject();
    json.writeStringField("vo", "def");
    json.writeBooleanField("deleted", false);
    shared(json, rse);
    json.writeEndObject();
  }

  private static void shared(JsonGenerator json, Rse rse) throws IOException {
    json.writeStringField("id", rse.id());
    json.writeStringField("rse", rse.name());
    json.writeStringField("rse_type", "DISK");
    json.writeBooleanField("deterministic", rse.deterministic());
    json.writeBooleanField("volatile", false);
    json.writeBooleanField("staging_area", false);
    json.writeNumberField("availability", rse.availability());
    json.writeBooleanField("availability_read", rse.readable());
    json.writeBooleanField("availability_write", rse.writable());
    json.writeBooleanField("availability_delete", rse.deletable());
    json.writeNullField("qos_class");
  }

  private Reply rse(Exchange exchange) throws IOException {
    Rse rse = state.site().get(exchange.argument(0));
    return Reply.json(
        json -> {
          json.writeStartObject();
          shared(json, rse);
          json.writeNullField("credentials");
          json.writeNullField("sign_url");
          json.writeBooleanField("verify_checksum", true);
          json.writeStringField("lfn2pfn_algorithm", "hash");
          json.writeArrayFieldStart("domain");
          json.writeString("lan");
          json.writeString("wan");
          json.writeEndArray();
          json.writeFieldName("protocols");
          protocols(json, rse);
          json.writeEndObject();
        });
  }

  private Reply attributes(Exchange exchange) throws IOException {
    Rse rse = state.site().get(exchange.argument(0));
    return Reply.json(
        json -> {
          json.writeStartObject();
          for (Map.Entry<String, Object> attribute : rse.attributes().entrySet()) {
            json.writeFieldName(attribute.getKey());
            json.writeObject(attribute.getValue());
          }
          json.writeEndObject();
        });
  }

  private Reply protocols(Exchange exchange) throws IOException {
    Rse rse = state.site().get(exchange.argument(0));
    return Reply.json(json -> protocols(json, rse));
  }

  private void protocols(JsonGenerator json, Rse rse) throws IOException {
    json.writeStartArray();
    for (RseProtocol protocol : rse.protocols()) {
      protocol(json, protocol);
    }
    json.writeEndArray();
  }

  private void protocol(JsonGenerator json, RseProtocol protocol) throws IOException {
    json.writeStartObject();
    json.writeStringField("scheme", protocol.scheme());
    json.writeStringField("hostname", protocol.endpoint().hostname());
    json.writeNumberField("port", protocol.endpoint().port());
    json.writeStringField("prefix", protocol.endpoint().prefix());
    json.writeStringField("impl", protocol.implementationClass());
    json.writeObjectFieldStart("domains");
    for (String domain : List.of("lan", "wan")) {
      json.writeObjectFieldStart(domain);
      priority(json, "read", protocol, true);
      priority(json, "write", protocol, true);
      priority(json, "delete", protocol, protocol.deletes());
      if (domain.equals("wan")) {
        priority(json, "third_party_copy_read", protocol, protocol.thirdParty());
        priority(json, "third_party_copy_write", protocol, protocol.thirdParty());
      }
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeNullField("extended_attributes");
    json.writeEndObject();
  }

  private void priority(
      JsonGenerator json, String operation, RseProtocol protocol, boolean supported)
      throws IOException {
    if (supported) {
      json.writeNumberField(operation, protocol.priority());
    } else if (version.unsupportedIsNull()) {
      json.writeNullField(operation);
    } else {
      json.writeNumberField(operation, 0);
    }
  }
}
