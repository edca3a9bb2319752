// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.terminal;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.ingestd.daemon.config.ConfigurationRefused;
import org.ingestd.journal.JournalException;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.disk.Offline;

/** Tells a fault of a verb in words and gives its exit code. */
public final class FaultTeller {

  private final PrintWriter err;

  public FaultTeller(PrintWriter err) {
    this.err = err;
  }

  /** Returns the exit code. */
  public int tell(Exception fault) {
    if (fault instanceof ConfigurationRefused refused) {
      refused.faults().forEach(err::println);
      return Exit.CONFIGURATION;
    }
    if (fault instanceof VerbFailed failed) {
      say(failed);
      return failed.exit();
    }
    if (fault instanceof JournalException journal) {
      say(journal);
      return exit(journal.kind());
    }
    if (fault instanceof RucioException rucio) {
      say(rucio);
      return exit(rucio.refusal());
    }
    if (fault instanceof IOException || fault instanceof UncheckedIOException) {
      say(fault);
      return Exit.IO;
    }
    err.println("ingestd: a fault of the program; please report it with these lines:");
    fault.printStackTrace(err);
    return Exit.INTERNAL;
  }

  private void say(Exception fault) {
    err.println("ingestd: " + fault.getMessage());
  }

  public static int exit(JournalException.Kind kind) {
    return switch (kind) {
      case LOCKED -> Exit.TEMPORARY;
      case IO, FULL -> Exit.IO;
      case NOT_PERMITTED -> Exit.NOT_PERMITTED;
      case CANNOT_CREATE -> Exit.CANNOT_CREATE;
      case DAMAGED -> Exit.DATA;
      case NEWER -> Exit.CONFIGURATION;
    };
  }

  /** Of a source that cannot be asked. */
  public static int exit(Offline offline) {
    return offline.problem() == ProblemCode.SOURCE_SIGN_IN_FAILED
        ? Exit.NOT_PERMITTED
        : Exit.UNAVAILABLE;
  }

  public static int exit(Refusal refusal) {
    return switch (refusal) {
      case UNAVAILABLE, RSE_CLOSED, QUOTA -> Exit.UNAVAILABLE;
      case SIGN_IN_FAILED, OTHER_ACCOUNT, NOT_PERMITTED -> Exit.NOT_PERMITTED;
      case RSE_UNKNOWN, SCOPE_UNKNOWN -> Exit.CONFIGURATION;
      case CONFLICT,
          DATASET_CLOSED,
          FILE_LOST,
          NAME_REFUSED,
          RULE_REFUSED,
          DID_UNKNOWN,
          RULE_UNKNOWN,
          PFN_REFUSED,
          UNSUPPORTED ->
          Exit.DATA;
    };
  }
}
