// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.calls;

import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.registration.rest.Failure;

/**
 * What a failure means. Decided by {@code ExceptionClass} first and status second, never by text:
 * Rucio 32 to 41 answer many client errors with 500, and texts change between versions.
 */
public final class Refusals {

  private Refusals() {}

  public static RucioException exception(Failure failure) {
    return exception(meaning(failure), failure);
  }

  public static RucioException exception(Refusal refusal, Failure failure) {
    RucioException exception =
        new RucioException(
            refusal,
            failure.status(),
            failure.exceptionClass(),
            String.valueOf(failure.getMessage()));
    exception.initCause(failure);
    return exception;
  }

  /** Whether the server is at fault or out of reach, so that the same call may succeed later. */
  public static boolean away(Failure failure) {
    return meaning(failure) == Refusal.UNAVAILABLE;
  }

  static Refusal meaning(Failure failure) {
    return switch (failure.nature()) {
      case SIGN_IN, CREDENTIAL -> Refusal.SIGN_IN_FAILED;
      case OTHER_ACCOUNT -> Refusal.OTHER_ACCOUNT;
      case LOST, NOT_SENT, BROKEN, HELD -> Refusal.UNAVAILABLE;
      case REFUSED -> byClass(failure);
    };
  }

  private static Refusal byClass(Failure failure) {
    return switch (failure.exceptionClass()) {
      case "CannotAuthenticate", "IdentityError" -> Refusal.SIGN_IN_FAILED;
      case "AccessDenied", "AccountNotFound" -> Refusal.NOT_PERMITTED;
      case "FileConsistencyMismatch",
          "DataIdentifierAlreadyExists",
          "FileAlreadyExists",
          "DuplicateContent" ->
          Refusal.CONFLICT;
      case "ResourceTemporaryUnavailable", "RSEWriteBlocked" -> Refusal.RSE_CLOSED;
      case "InsufficientAccountLimit" -> Refusal.QUOTA;
      case "InvalidObject" -> Refusal.NAME_REFUSED;
      case "InvalidPath", "RSEFileNameNotSupported", "RSEProtocolNotSupported" ->
          Refusal.PFN_REFUSED;
      case "DuplicateRule",
          "InvalidRSEExpression",
          "InsufficientTargetRSEs",
          "InvalidRuleWeight",
          "InvalidReplicationRule",
          "InvalidValueForKey",
          "ManualRuleApprovalBlocked",
          "ScratchDiskLifetimeConflict",
          "StagingAreaRuleRequiresLifetime" ->
          Refusal.RULE_REFUSED;
      case "DataIdentifierNotFound", "ReplicaNotFound" -> Refusal.DID_UNKNOWN;
      case "ScopeNotFound" -> Refusal.SCOPE_UNKNOWN;
      case "RSENotFound" -> Refusal.RSE_UNKNOWN;
      case "RuleNotFound" -> Refusal.RULE_UNKNOWN;
      case "UnsupportedOperation", "InvalidMetadata", "KeyNotFound" -> Refusal.UNSUPPORTED;
      case "ReplicationRuleCreationTemporaryFailed" -> Refusal.UNAVAILABLE;
      // Oracle sites never give the name of a deleted DID again, and say so with 406.
      case "DatabaseException" ->
          failure.status() == 406 ? Refusal.NAME_REFUSED : Refusal.UNAVAILABLE;
      default -> byStatus(failure);
    };
  }

  /**
   * For classes that say nothing by themselves: {@code RucioException} stands for deadlocks and
   * unique violations at 500 and for a bad VO at 400. Without a class it was not Rucio that
   * answered, but something before it or a fault in its code.
   */
  private static Refusal byStatus(Failure failure) {
    boolean rucio = !failure.exceptionClass().isEmpty();
    return switch (failure.status()) {
      case 401 -> rucio ? Refusal.NOT_PERMITTED : Refusal.SIGN_IN_FAILED;
      case 403 -> Refusal.NOT_PERMITTED;
      // A proxy without its back end, or a page of maintenance.
      case 404 -> rucio ? Refusal.UNSUPPORTED : Refusal.UNAVAILABLE;
      case 408, 425, 429 -> Refusal.UNAVAILABLE;
      default ->
          failure.status() >= 400 && failure.status() < 500
              ? Refusal.UNSUPPORTED
              : Refusal.UNAVAILABLE;
    };
  }
}
