// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import javax.net.ssl.SSLContext;
import org.ingestd.registration.calls.Refusals;
import org.ingestd.registration.rest.Calls;
import org.ingestd.registration.rest.Parallel;
import org.ingestd.registration.rest.Resilience;
import org.ingestd.registration.rest.ServerAddress;
import org.ingestd.registration.rest.Session;
import org.ingestd.registration.rest.Surroundings;
import org.ingestd.registration.rest.TokenSource;
import org.ingestd.registration.rest.Transport;
import org.ingestd.registration.rest.TrustedAuthorities;
import org.ingestd.registration.rest.UserPass;

/** Everything below the operations, put together from the settings. */
record Connection(Calls calls, Parallel parallel, Resilience resilience, ExecutorService threads)
    implements AutoCloseable {

  static Connection open(RucioSettings settings, Surroundings surroundings, CallListener listener) {
    ServerAddress server = new ServerAddress(settings.url());
    Optional<SSLContext> trust = settings.ca().map(TrustedAuthorities::of);
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
    // Sign-ins have a client of their own, so that a later kind can show its certificate there
    // only.
    Transport signIn = new Transport(server, trust, threads, watch(listener));
    Transport transport = new Transport(server, trust, threads, watch(listener));
    Session session =
        new Session(source(settings, signIn, surroundings), surroundings, listener::signedIn);
    return new Connection(
        new Calls(transport, session, resilience, surroundings, Refusals::away),
        new Parallel(connections, daemons("rucio-call")),
        resilience,
        threads);
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

  private static TokenSource source(
      RucioSettings settings, Transport transport, Surroundings surroundings) {
    if (!(settings.signIn() instanceof RucioSettings.SignIn.UserPass userPass)) {
      throw new IllegalArgumentException("Cannot sign in by " + settings.signIn());
    }
    return new UserPass(
        transport,
        new UserPass.Credentials(
            userPass.username(), userPass.password(), settings.account(), settings.vo()),
        surroundings.clock());
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
