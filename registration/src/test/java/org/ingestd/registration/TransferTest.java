// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import static org.assertj.core.api.Assertions.assertThat;

import org.ingestd.registration.ScriptedServer.Reply;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.registration.catalogue.TransferRequest;
import org.ingestd.rse.Did;
import org.junit.jupiter.api.Test;

/**
 * A transfer that FTS has, in the words of a real server, which the contract's servers have not.
 */
class TransferTest extends Scripted {

  private static final Did FILE = new Did("lst", "R0/a1");

  @Test
  void tellsTheJobOfFtsWithoutWhichNobodyThereCanLookItUp() throws RucioException {
    server.answers(
        call ->
            Reply.json(
                "{\"id\": \"7b8a\", \"request_type\": \"TRANSFER\", \"state\": \"SUBMITTED\","
                    + " \"scope\": \"lst\", \"name\": \"R0/a1\","
                    + " \"external_id\": \"2d5114bb-6813-4d72-b03b-01296a6cc54a\","
                    + " \"external_host\": \"https://fts.example.org:8446\", \"retry_count\": 2,"
                    + " \"err_msg\": null, \"source_rse\": \"ONSITE\", \"dest_rse\": \"DISK-A\"}"));

    assertThat(client.transfer(FILE, "DISK-A"))
        .contains(
            new TransferRequest(
                "SUBMITTED",
                2,
                "ONSITE",
                "2d5114bb-6813-4d72-b03b-01296a6cc54a",
                "https://fts.example.org:8446",
                null));
    assertThat(server.asked("/requests/lst/R0%2Fa1/DISK-A")).hasSize(1);
  }

  /** Rucio says this with 500, which is no reason to believe that it is away. */
  @Test
  void tellsARefusalFromAnOutage() {
    server.answers(call -> Reply.error(500, "AccessDenied"));

    refusedAs(Refusal.NOT_PERMITTED, () -> client.transfer(FILE, "DISK-A"));
    assertThat(server.asked("/requests")).as("not repeated").hasSize(1);
  }
}
