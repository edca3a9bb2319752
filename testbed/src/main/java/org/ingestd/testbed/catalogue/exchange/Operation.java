// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.exchange;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Every call that is answered: its word in faults and counters, whether it changes the catalogue,
 * what it produces, and which exceptions get which status; all others become 500, as on real
 * servers.
 */
public enum Operation {
  PING(false, Produces.JSON),
  SIGN_IN(false, Produces.OCTETS),
  SIGN_IN_X509(false, Produces.OCTETS),
  WHOAMI(false, Produces.ANYTHING),
  ACCOUNTS(false, Produces.STREAM),
  ACCOUNT(false, Produces.JSON, "404 AccountNotFound"),
  ACCOUNT_ATTRIBUTES(false, Produces.JSON, "404 AccountNotFound"),
  LIMITS(false, Produces.JSON),
  USAGE(false, Produces.STREAM, "401 AccessDenied", "404 AccountNotFound"),
  SCOPES(false, Produces.JSON),
  SCOPES_OF_ACCOUNT(false, Produces.JSON, "404 AccountNotFound ScopeNotFound"),
  ADD_SCOPE(true, Produces.ANYTHING, "404 AccountNotFound", "409 Duplicate"),
  RSES(false, Produces.STREAM, "400 InvalidRSEExpression"),
  RSE(false, Produces.JSON, "404 RSENotFound"),
  RSE_ATTRIBUTES(false, Produces.JSON, "404 RSENotFound"),
  RSE_PROTOCOLS(false, Produces.JSON, "404 RSENotFound"),
  SCOPE_DIDS(false, Produces.STREAM),
  ADD_DID(
      true,
      Produces.ANYTHING,
      "400 InvalidObject InvalidPath",
      "401 AccessDenied",
      "404 ScopeNotFound DataIdentifierNotFound",
      "409 DataIdentifierAlreadyExists DuplicateContent UnsupportedOperation"),
  ADD_DIDS(
      true,
      Produces.ANYTHING,
      "401 AccessDenied",
      "404 DataIdentifierNotFound",
      "409 DataIdentifierAlreadyExists DuplicateContent UnsupportedOperation"),
  STATUS(
      true,
      Produces.ANYTHING,
      "401 AccessDenied",
      "404 DataIdentifierNotFound",
      "409 UnsupportedStatus UnsupportedOperation"),
  DID(false, Produces.JSON, "404 DataIdentifierNotFound"),
  CONTENTS(false, Produces.STREAM, "404 DataIdentifierNotFound"),
  FILES(false, Produces.STREAM, "404 DataIdentifierNotFound"),
  PARENTS(false, Produces.STREAM),
  DID_RULES(false, Produces.STREAM, "404 DataIdentifierNotFound"),
  ASSOCIATED_RULES(false, Produces.STREAM, "404 DataIdentifierNotFound"),
  ATTACH(
      true,
      Produces.ANYTHING,
      "401 AccessDenied",
      "404 DataIdentifierNotFound",
      "409 FileAlreadyExists DuplicateContent UnsupportedOperation",
      "412 FileConsistencyMismatch"),
  ATTACH_ONE(
      true,
      Produces.ANYTHING,
      "401 AccessDenied",
      "404 DataIdentifierNotFound RSENotFound",
      "409 FileAlreadyExists DuplicateContent UnsupportedOperation"),
  BULK_META(false, Produces.STREAM),
  META(false, Produces.JSON, "400 UnsupportedMetadataPlugin", "404 DataIdentifierNotFound"),
  SET_META(true, Produces.ANYTHING, "400 InvalidMetadata", "404 DataIdentifierNotFound"),
  SET_BULK_META(true, Produces.ANYTHING, "401 AccessDenied", "404 DataIdentifierNotFound"),
  ADD_REPLICAS(
      true,
      Produces.ANYTHING,
      "400 InvalidPath",
      "401 AccessDenied",
      "404 RSENotFound ScopeNotFound",
      "503 ResourceTemporaryUnavailable"),
  SET_REPLICA_STATES(true, Produces.ANYTHING, "401 AccessDenied"),
  DELETE_REPLICAS(true, Produces.ANYTHING, "401 AccessDenied"),
  LIST_REPLICAS(false, Produces.STREAM, "400 InvalidObject SortingAlgorithmNotSupported"),
  REPLICAS(false, Produces.STREAM),
  DECLARE_BAD(true, Produces.ANYTHING, "401 AccessDenied", "404 RSENotFound ReplicaNotFound"),
  ADD_RULE(
      true,
      Produces.ANYTHING,
      "404 DataIdentifierNotFound",
      "409 InvalidReplicationRule DuplicateRule InsufficientTargetRSEs InsufficientAccountLimit",
      "409 InvalidRSEExpression InvalidObject InvalidRuleWeight"),
  RULES(false, Produces.STREAM),
  RULE(false, Produces.JSON, "404 RuleNotFound"),
  LOCKS(false, Produces.STREAM),
  ANALYSIS(false, Produces.JSON),
  UPDATE_RULE(
      true,
      Produces.ANYTHING,
      "401 AccessDenied",
      "404 RuleNotFound AccountNotFound",
      "409 InputValidationError UnsupportedOperation"),
  DELETE_RULE(true, Produces.ANYTHING, "401 AccessDenied UnsupportedOperation", "404 RuleNotFound"),
  REQUEST(false, Produces.JSON, "404 RequestNotFound"),
  REQUESTS(false, Produces.STREAM);

  /** What a client must accept if it sends {@code Accept} at all. */
  public enum Produces {
    JSON("application/json"),
    STREAM("application/x-json-stream"),
    OCTETS("application/octet-stream"),
    ANYTHING("");

    private final String contentType;

    Produces(String contentType) {
      this.contentType = contentType;
    }

    public String contentType() {
      return contentType;
    }
  }

  private final boolean writes;
  private final Produces produces;

  /** Never changed after construction; the checker knows the types of collections only. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final Map<String, Integer> statuses = new HashMap<>();

  Operation(boolean writes, Produces produces, String... statusLines) {
    this.writes = writes;
    this.produces = produces;
    for (String line : statusLines) {
      String[] words = line.split(" ");
      for (int i = 1; i < words.length; i++) {
        statuses.put(words[i], Integer.valueOf(words[0]));
      }
    }
  }

  /** The word that stands for this call in faults and counters, e.g. {@code add_rule}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Operation> ofWord(String word) {
    for (Operation operation : values()) {
      if (operation.word().equals(word)) {
        return Optional.of(operation);
      }
    }
    return Optional.empty();
  }

  /** Whether the call may change the catalogue. */
  public boolean writes() {
    return writes;
  }

  public Produces produces() {
    return produces;
  }

  public int status(String exceptionClass) {
    return statuses.getOrDefault(exceptionClass, 500);
  }

  /** Calls that need no token. */
  public boolean open() {
    return this == PING || this == SIGN_IN || this == SIGN_IN_X509;
  }
}
