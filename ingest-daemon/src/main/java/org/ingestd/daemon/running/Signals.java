// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears SIGTERM, SIGINT and SIGHUP. The JDK's own way, a shutdown hook, can neither end with exit
 * code 0 nor hear a second signal. {@code sun.misc.Signal} can; it is reached by reflection because
 * the compiler warns of it and lets nobody silence that.
 */
public final class Signals {

  private static final Logger LOG = LoggerFactory.getLogger("ingestd");

  private Signals() {}

  /** Called on a thread of the JVM at each signal. */
  public static void onStop(Runnable action) {
    for (String name : new String[] {"TERM", "INT"}) {
      handle(name, action);
    }
  }

  /** SIGHUP: the configuration is to be read again. Called on a thread of the JVM. */
  public static void onReload(Runnable action) {
    handle("HUP", action);
  }

  private static void handle(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler call =
          (proxy, method, arguments) -> {
            if (method.getName().equals("handle")) {
              action.run();
            }
            return null;
          };
      Object listener =
          Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handler}, call);
      Object wanted = signal.getConstructor(String.class).newInstance(name);
      signal.getMethod("handle", signal, handler).invoke(null, wanted, listener);
    } catch (ReflectiveOperationException e) {
      LOG.warn("SIG{} cannot be heard here; it ends the daemon without draining.", name);
    }
  }
}
