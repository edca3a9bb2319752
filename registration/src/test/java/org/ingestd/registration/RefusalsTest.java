// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import static org.assertj.core.api.Assertions.assertThat;

import org.ingestd.registration.ScriptedServer.Reply;
import org.ingestd.registration.catalogue.Refusal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Class first, status second, text never: every text here says the same. */
class RefusalsTest extends Scripted {

  @ParameterizedTest
  @CsvSource({
    "401, AccessDenied, NOT_PERMITTED",
    "500, AccessDenied, NOT_PERMITTED",
    "412, FileConsistencyMismatch, CONFLICT",
    "500, FileConsistencyMismatch, CONFLICT",
    "409, DataIdentifierAlreadyExists, CONFLICT",
    "400, InvalidObject, NAME_REFUSED",
    "500, InvalidObject, NAME_REFUSED",
    "500, RSEFileNameNotSupported, PFN_REFUSED",
    "500, RSEProtocolNotSupported, PFN_REFUSED",
    "400, InvalidPath, PFN_REFUSED",
    "500, RSENotFound, RSE_UNKNOWN",
    "404, RSENotFound, RSE_UNKNOWN",
    "500, ScopeNotFound, SCOPE_UNKNOWN",
    "404, DataIdentifierNotFound, DID_UNKNOWN",
    "404, RuleNotFound, RULE_UNKNOWN",
    "500, ReplicaNotFound, DID_UNKNOWN",
    "404, AccountNotFound, NOT_PERMITTED",
    "406, DatabaseException, NAME_REFUSED",
    "503, ResourceTemporaryUnavailable, RSE_CLOSED",
    "500, RSEWriteBlocked, RSE_CLOSED",
    "409, InsufficientAccountLimit, QUOTA",
    "409, InsufficientTargetRSEs, RULE_REFUSED",
    "500, InvalidValueForKey, RULE_REFUSED",
    "409, ReplicationRuleCreationTemporaryFailed, UNAVAILABLE",
    "500, DatabaseException, UNAVAILABLE",
    "503, DatabaseException, UNAVAILABLE",
    "500, RucioException, UNAVAILABLE",
    "400, RucioException, UNSUPPORTED",
    "409, UnsupportedOperation, UNSUPPORTED",
    "400, ValueError, UNSUPPORTED",
    "418, SomethingNew, UNSUPPORTED",
    "500, SomethingNew, UNAVAILABLE",
  })
  void decidesByClassAndStatus(int status, String exceptionClass, Refusal refusal) {
    server.answers(
        call ->
            call.path().equals("/ping")
                ? Reply.json("{\"version\": \"41.5.1\"}")
                : Reply.error(status, exceptionClass));

    refusedAs(refusal, () -> client.rse("ONSITE"))
        .matches(e -> e.status() == status && e.exceptionClass().equals(exceptionClass));
  }

  @ParameterizedTest
  @CsvSource({
    "308, UNAVAILABLE",
    "400, UNSUPPORTED",
    "401, SIGN_IN_FAILED",
    "403, NOT_PERMITTED",
    "404, UNAVAILABLE",
    "413, UNSUPPORTED",
    "429, UNAVAILABLE",
    "500, UNAVAILABLE",
    "502, UNAVAILABLE",
    "503, UNAVAILABLE",
    "504, UNAVAILABLE",
  })
  void decidesByStatusWhenNoRucioAnswered(int status, Refusal refusal) {
    server.answers(call -> Reply.page(status));

    refusedAs(refusal, () -> client.rses("ONSITE"))
        .satisfies(e -> assertThat(e).hasMessageContaining("a page in HTML"));
  }
}
