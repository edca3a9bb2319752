// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.daemons;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.ingestd.testbed.catalogue.model.CatalogueState;
import org.ingestd.testbed.catalogue.model.FileLock;
import org.ingestd.testbed.catalogue.model.FileRow;
import org.ingestd.testbed.catalogue.model.LockState;
import org.ingestd.testbed.catalogue.model.Replica;
import org.ingestd.testbed.catalogue.model.ReplicaState;
import org.ingestd.testbed.catalogue.model.Rule;
import org.ingestd.testbed.catalogue.model.Transfer;
import org.ingestd.testbed.catalogue.storage.Rse;
import org.ingestd.testbed.catalogue.storage.RseExpression;
import org.jspecify.annotations.Nullable;

/** Copies files between RSEs in batches; a copy counts after size and adler32 were read back. */
final class Conveyor {

  /** One try and three more, as Rucio's finisher does. */
  private static final int MOST_ATTEMPTS = 4;

  private static final String NO_SOURCES = "RequestErrMsg.NO_SOURCES:RequestState.NO_SOURCES";
  private static final int BATCH = 64;

  private final CatalogueState state;
  private final Duration retryDelay;
  private final Map<String, String> failing = new ConcurrentHashMap<>();
  private volatile boolean copying;

  Conveyor(CatalogueState state, Duration retryDelay, boolean copying) {
    this.state = state;
    this.retryDelay = retryDelay;
    this.copying = copying;
  }

  /** Transfers of this DID name fail from now on. */
  void fail(String name, String reason) {
    failing.put(name, reason);
  }

  void heal(String name) {
    failing.remove(name);
  }

  /** Whether bytes are really copied; without, every transfer succeeds at once. */
  void setCopying(boolean really) {
    copying = really;
  }

  /** A transfer with all that must be known outside the lock. */
  private record Order(
      Transfer transfer,
      @Nullable Path source,
      @Nullable Path destination,
      CopyJob.Content content) {}

  /**
   * Carries out one batch.
   *
   * @param anyTime also repetitions whose time has not come
   * @return how many transfers were tried
   */
  int runBatch(boolean anyTime) {
    List<Order> orders =
        state.writing(
            () ->
                state.transfers().take(copying ? BATCH : 100 * BATCH, state.now(), anyTime).stream()
                    .map(this::order)
                    .toList());
    List<Optional<String>> outcomes = new ArrayList<>(orders.size());
    for (Order order : orders) {
      outcomes.add(Optional.ofNullable(carryOut(order)));
    }
    if (!orders.isEmpty()) {
      state.writing(
          () -> {
            for (int i = 0; i < orders.size(); i++) {
              finish(orders.get(i).transfer, outcomes.get(i).orElse(null));
            }
            return orders;
          });
    }
    return orders.size();
  }

  private Order order(Transfer transfer) {
    FileRow file = transfer.file();
    Replica destination = transfer.destination();
    Rse rse = destination.rse();
    Optional<Path> source =
        sources(transfer).stream()
            .flatMap(replica -> replica.rse().local(replica.path(file)).stream())
            .findFirst();
    return new Order(
        transfer,
        source.orElse(null),
        rse.local(destination.path(file)).orElse(null),
        new CopyJob.Content(file.name(), file.bytes(), file.adler32()));
  }

  private Collection<Replica> sources(Transfer transfer) {
    Rse destination = transfer.destination().rse();
    Set<Rse> wanted = new LinkedHashSet<>();
    for (FileLock lock : transfer.file().locks()) {
      if (lock.rse() == destination) {
        wanted.addAll(allowed(lock.rule().wish().details().source()));
      }
    }
    return transfer.file().replicas().stream()
        .filter(Replica::available)
        .filter(replica -> replica.rse().readable() && wanted.contains(replica.rse()))
        .filter(replica -> state.site().linked(replica.rse(), destination))
        .toList();
  }

  /**
   * Of two rules that want the same copy, the one that takes it from anywhere has it made, and the
   * other is content.
   */
  private Collection<Rse> allowed(@Nullable String expression) {
    return expression == null
        ? state.site().all()
        : RseExpression.resolve(expression, state.site().all());
  }

  /** Null if the copy is good. */
  private @Nullable String carryOut(Order order) {
    if (order.source == null || order.destination == null) {
      return NO_SOURCES;
    }
    String forced = failing.get(order.content.name());
    if (forced != null) {
      return forced;
    }
    if (!copying) {
      return null;
    }
    try {
      CopyJob.copy(order.source, order.destination, order.content);
      return null;
    } catch (IOException | SecurityException failed) {
      return failed.toString();
    }
  }

  private void finish(Transfer transfer, @Nullable String error) {
    Instant now = state.now();
    if (error == null) {
      state.transfers().done(transfer);
      settle(transfer, ReplicaState.AVAILABLE, null);
      return;
    }
    transfer.failed(error, now.plus(retryDelay));
    if (transfer.attempts() < MOST_ATTEMPTS && !error.equals(NO_SOURCES)) {
      state.transfers().again(transfer);
      return;
    }
    state.transfers().gaveUp(transfer);
    settle(transfer, ReplicaState.UNAVAILABLE, error);
  }

  private void settle(Transfer transfer, ReplicaState outcome, @Nullable String error) {
    Rse rse = transfer.destination().rse();
    transfer.destination().setState(outcome);
    LockState lockState = error == null ? LockState.OK : LockState.STUCK;
    for (FileLock lock : transfer.file().locks()) {
      if (lock.rse() == rse) {
        lock.setState(lockState);
        Rule rule = lock.rule();
        rule.settle(error, state.now());
      }
    }
  }
}
