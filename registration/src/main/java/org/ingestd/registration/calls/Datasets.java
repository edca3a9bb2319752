// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.calls;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.registration.rest.Calls;
import org.ingestd.registration.rest.Failure;
import org.ingestd.registration.rest.Json;
import org.ingestd.registration.rest.Reader;
import org.ingestd.registration.rest.Request;
import org.ingestd.rse.Did;
import org.ingestd.rse.NameRules;

/** Makes datasets and containers, and opens and closes datasets. */
public final class Datasets {

  /** What the router takes for another route at the end of {@code /dids/scope/name} (41.5.1). */
  private static final Set<String> ROUTE_WORDS =
      Set.of(
          "dids",
          "meta",
          "rules",
          "files",
          "status",
          "parents",
          "datasets",
          "history",
          "associated_rules",
          "guid");

  private static final String DATASET = "DATASET";
  private static final String CONTAINER = "CONTAINER";

  private final Calls calls;
  private final Metadata metadata;

  public Datasets(Calls calls, Metadata metadata) {
    this.calls = calls;
    this.metadata = metadata;
  }

  public boolean ensure(Did dataset) throws Failure, RucioException {
    return ensure("dataset", dataset, DATASET);
  }

  private boolean ensure(String operation, Did did, String type) throws Failure, RucioException {
    try {
      calls.call(creation(operation, did, type).expects(201), Reader.NOTHING);
      return true;
    } catch (Failure failure) {
      if (Refusals.meaning(failure) != Refusal.CONFLICT) {
        throw failure;
      }
      return exists(did, type, failure);
    }
  }

  private boolean exists(Did did, String type, Failure failure) throws Failure, RucioException {
    Metadata.Columns columns = metadata.of(did).orElseThrow(() -> failure);
    if (!columns.type().equals(type)) {
      throw new RucioException(
          Refusal.CONFLICT,
          failure.status(),
          failure.exceptionClass(),
          did + " exists and is a " + columns.type() + ", not a " + type);
    }
    return false;
  }

  /** The bulk form takes the name in the body, but checks no name at all; so we do. */
  private static Request creation(String operation, Did did, String type) throws RucioException {
    if (!endsInRouteWord(did)) {
      byte[] body =
          Json.bytes(
              json -> {
                json.writeStartObject();
                json.writeStringField("type", type);
                json.writeEndObject();
              });
      return Request.post(operation, Request.path("dids", did.scope(), did.name()), body);
    }
    String wrong = NameRules.NEWEST.whyNotName(did.name()).orElse("");
    if (!wrong.isEmpty()) {
      throw new RucioException(Refusal.NAME_REFUSED, 0, "", did + ": " + wrong);
    }
    byte[] body =
        Json.bytes(
            json -> {
              json.writeStartArray();
              json.writeStartObject();
              writeDid(json, did);
              json.writeStringField("type", type);
              json.writeEndObject();
              json.writeEndArray();
            });
    return Request.post(operation, "/dids", body);
  }

  private static void writeDid(JsonGenerator json, Did did) throws IOException {
    json.writeStringField("scope", did.scope());
    json.writeStringField("name", did.name());
  }

  /**
   * The container first, then the dataset in it. Before Rucio 37 what lies there already is an
   * error of its own, which is as good as success, and before 38 a dataset that is not there is a
   * fault of the server, which would open the circuit: so it is asked for first.
   */
  public void ensureContained(Did dataset, Did container) throws Failure, RucioException {
    if (metadata.of(dataset).isEmpty()) {
      throw new RucioException(Refusal.DID_UNKNOWN, 0, "", "Rucio does not know " + dataset);
    }
    boolean isNew = ensure("container", container, CONTAINER);
    byte[] body =
        Json.bytes(
            json -> {
              json.writeStartObject();
              json.writeArrayFieldStart("attachments");
              json.writeStartObject();
              writeDid(json, container);
              Lines.writeDids(json, List.of(dataset));
              json.writeEndObject();
              json.writeEndArray();
              json.writeBooleanField("ignore_duplicate", true);
              json.writeEndObject();
            });
    try {
      calls.call(Request.post("contain", "/dids/attachments", body).expects(201), Reader.NOTHING);
    } catch (Failure failure) {
      boolean there = failure.exceptionClass().equals("DuplicateContent");
      if (isNew || !there) {
        throw failure;
      }
    }
  }

  /**
   * Rucio calls a second closing an error, and the same for what cannot be closed: the state that
   * the dataset is in decides.
   */
  public boolean setOpen(Did dataset, boolean open) throws Failure, RucioException {
    byte[] body =
        Json.bytes(
            json -> {
              json.writeStartObject();
              json.writeBooleanField("open", open);
              json.writeEndObject();
            });
    String path = Request.path("dids", dataset.scope(), dataset.name(), "status");
    try {
      calls.call(Request.put("status", path, body), Reader.NOTHING);
      return true;
    } catch (Failure failure) {
      if (Refusals.meaning(failure) == Refusal.UNSUPPORTED) {
        Metadata.Columns columns = metadata.of(dataset).orElseThrow(() -> failure);
        if (columns.isDataset() && columns.open() == open) {
          return false;
        }
      }
      throw failure;
    }
  }

  static boolean endsInRouteWord(Did did) {
    String last = did.name().substring(did.name().lastIndexOf('/') + 1);
    return did.name().contains("/") && ROUTE_WORDS.contains(last);
  }
}
