// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.change;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.ingestd.testbed.catalogue.model.CatalogueState;
import org.jspecify.annotations.Nullable;

/** One request's changes: kept together or taken back together. */
final class Transaction {

  private final Deque<Runnable> undo = new ArrayDeque<>();
  private final List<Runnable> afterwards = new ArrayList<>();

  /** Runs a change under the catalogue's lock; whatever it throws takes all of it back. */
  static <T extends @Nullable Object> T run(CatalogueState state, Change<T> change) {
    Supplier<T> action =
        () -> {
          Transaction transaction = new Transaction();
          try {
            T result = change.apply(transaction);
            transaction.afterwards.forEach(Runnable::run);
            return result;
          } catch (RuntimeException failed) {
            transaction.rollBack();
            throw failed;
          }
        };
    return state.writing(action);
  }

  /** What is done inside a transaction. */
  @FunctionalInterface
  interface Change<T extends @Nullable Object> {
    T apply(Transaction transaction);
  }

  void onRollback(Runnable action) {
    undo.push(action);
  }

  /** For what cannot fail any more. */
  void onCommit(Runnable action) {
    afterwards.add(action);
  }

  private void rollBack() {
    undo.forEach(Runnable::run);
  }
}
