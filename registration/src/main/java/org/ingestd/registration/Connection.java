// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.ingestd.registration.calls.Refusals;
import org.ingestd.registration.rest.Calls;
import org.ingestd.registration.rest.Parallel;
import org.ingestd.registration.rest.Resilience;
import org.ingestd.registration.rest.ServerAddress;
import org.ingestd.registration.rest.Session;
import org.ingestd.registration.rest.Surroundings;
import org.ingestd.registration.rest.Transport;
import org.ingestd.registration.tls.TlsContexts;

/** Everything below the operations, put together from the settings. */
record Connection(
    Calls calls, Session session, Parallel parallel, Resilience resilience, ExecutorService threads)
    implements AutoCloseable {

  static Connection open(RucioSettings settings, Surroundings surroundings, CallListener listener) {
    ServerAddress server = new ServerAddress(settings.url());
    int connections = settings.limits().connections();
    Resilience resilience = Resilience.of(connections, surroundings);
    resilience
        .circuit()
        .getEventPublisher()
        .onStateTransition(
            event ->
                listener.circuit(
                    event.getStateTransition().getToState().name().toLowerCase(Locale.ROOT)));
    ExecutorService threads = Executors.newCachedThreadPool(daemons("rucio-http"));
    TlsContexts tls = new TlsContexts(settings.ca(), surroundings.steady());
    Transport.Watch watch = watch(listener);
    Transport transport = new Transport(server, tls.anonymous(), threads, watch);
    Session session =
        new SignIns(door(settings, server), tls, threads, watch)
            .session(settings, surroundings, listener);
    return new Connection(
        new Calls(transport, session, resilience, surroundings, Refusals::away),
        session,
        new Parallel(connections, daemons("rucio-call")),
        resilience,
        threads);
  }

  private static ServerAddress door(RucioSettings settings, ServerAddress server) {
    return settings
        .signIn()
        .door()
        .map(address -> new ServerAddress("rucio.auth.url", address))
        .orElse(server);
  }

  private static Transport.Watch watch(CallListener listener) {
    return new Transport.Watch() {
      @Override
      public void calling(String operation) {
        listener.calling(operation);
      }

      @Override
      public void answered(String operation, int status, String exceptionClass, Duration took) {
        listener.answered(operation, status, exceptionClass, took);
      }
    };
  }

  private static ThreadFactory daemons(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public void close() {
    parallel.close();
    threads.shutdownNow();
  }
}
