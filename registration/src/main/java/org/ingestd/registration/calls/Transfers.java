// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.calls;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.ingestd.registration.catalogue.TransferRequest;
import org.ingestd.registration.rest.Calls;
import org.ingestd.registration.rest.Failure;
import org.ingestd.registration.rest.Json;
import org.ingestd.registration.rest.Request;
import org.ingestd.rse.Did;

/** Transfers that are under way: one file to one RSE at a time, which every account may ask for. */
public final class Transfers {

  private final Calls calls;

  public Transfers(Calls calls) {
    this.calls = calls;
  }

  /** Empty if there is none (any more): that does not say how it ended. */
  public Optional<TransferRequest> of(Did file, String rse) throws Failure {
    Request request =
        Request.get("transfer", Request.path("requests", file.scope(), file.name(), rse));
    try {
      JsonNode found = calls.value(request, Json.DOCUMENT);
      return Optional.of(
          new TransferRequest(
              Lines.text(found, "state"),
              found.path("retry_count").asInt(),
              Lines.textOrNull(found, "source_rse"),
              Lines.textOrNull(found, "external_id"),
              Lines.textOrNull(found, "external_host"),
              Lines.textOrNull(found, "err_msg")));
    } catch (Failure failure) {
      if (failure.exceptionClass().equals("RequestNotFound")) {
        return Optional.empty();
      }
      throw failure;
    }
  }
}
