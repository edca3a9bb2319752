// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import java.util.concurrent.CompletableFuture;
import org.ingestd.journal.JournalException;
import org.ingestd.routes.contract.SilentListener;

/**
 * Notices faults after which nothing more may be done: a journal whose disk refuses a write or a
 * force cannot promise anything any more.
 */
final class FatalFaults extends SilentListener {

  private final CompletableFuture<JournalException> first = new CompletableFuture<>();

  @Override
  public void broken(RuntimeException fault) {
    failed("journal", fault);
  }

  @Override
  public void failed(String where, Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof JournalException journal && isFatal(journal.kind())) {
        first.complete(journal);
      }
    }
  }

  private static boolean isFatal(JournalException.Kind kind) {
    return switch (kind) {
      case IO, NOT_PERMITTED, CANNOT_CREATE, DAMAGED, NEWER -> true;
      case LOCKED, FULL -> false;
    };
  }

  CompletableFuture<JournalException> first() {
    return first;
  }
}
