// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.calls;

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

/** Makes datasets. */
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

  private final Calls calls;
  private final Metadata metadata;

  public Datasets(Calls calls, Metadata metadata) {
    this.calls = calls;
    this.metadata = metadata;
  }

  public boolean ensure(Did dataset) throws Failure, RucioException {
    try {
      calls.call(creation(dataset).expects(201), Reader.NOTHING);
      return true;
    } catch (Failure failure) {
      if (Refusals.meaning(failure) != Refusal.CONFLICT) {
        throw failure;
      }
      return exists(dataset, failure);
    }
  }

  private boolean exists(Did dataset, Failure failure) throws Failure, RucioException {
    Metadata.Columns columns = metadata.of(dataset).orElseThrow(() -> failure);
    if (!columns.isDataset()) {
      throw new RucioException(
          Refusal.CONFLICT,
          failure.status(),
          failure.exceptionClass(),
          dataset + " exists and is a " + columns.type() + ", not a dataset");
    }
    return false;
  }

  /** The bulk form takes the name in the body, but checks no name at all; so we do. */
  private static Request creation(Did dataset) throws RucioException {
    if (!endsInRouteWord(dataset)) {
      byte[] body =
          Json.bytes(
              json -> {
                json.writeStartObject();
                json.writeStringField("type", "DATASET");
                json.writeEndObject();
              });
      return Request.post("dataset", Request.path("dids", dataset.scope(), dataset.name()), body);
    }
    String wrong = NameRules.NEWEST.whyNotName(dataset.name()).orElse("");
    if (!wrong.isEmpty()) {
      throw new RucioException(Refusal.NAME_REFUSED, 0, "", dataset + ": " + wrong);
    }
    byte[] body =
        Json.bytes(
            json -> {
              json.writeStartArray();
              json.writeStartObject();
              json.writeStringField("scope", dataset.scope());
              json.writeStringField("name", dataset.name());
              json.writeStringField("type", "DATASET");
              json.writeEndObject();
              json.writeEndArray();
            });
    return Request.post("dataset", "/dids", body);
  }

  static boolean endsInRouteWord(Did did) {
    String last = did.name().substring(did.name().lastIndexOf('/') + 1);
    return did.name().contains("/") && ROUTE_WORDS.contains(last);
  }
}
