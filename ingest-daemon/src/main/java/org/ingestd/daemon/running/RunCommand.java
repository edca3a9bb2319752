// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.config.ConfigurationRefused;
import org.ingestd.daemon.config.written.EffectiveWriter;
import org.ingestd.daemon.config.yaml.Fault;
import org.ingestd.daemon.telling.LogSetup;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.FaultTeller;
import org.ingestd.daemon.terminal.Terminal;
import org.ingestd.daemon.terminal.VerbFailed;
import org.ingestd.daemon.view.Build;
import org.ingestd.daemon.view.Json;
import org.ingestd.journal.JournalException;
import org.ingestd.routes.contract.SilentListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The verb {@code run}: from the configuration to the exit code. */
public final class RunCommand {

  private static final Logger LOG = LoggerFactory.getLogger("ingestd");

  /** What systemd and people are told to wait for a stop. */
  private static final long LONGEST_DRAIN_MILLIS = 29_000;

  private static final int KILLED = 143;

  private final Terminal terminal;
  private final CompletableFuture<Integer> ending = new CompletableFuture<>();
  private final AtomicInteger signals = new AtomicInteger();

  public RunCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Runs until a signal or a fatal fault; returns the exit code. */
  public int run(LogSetup.Form form) throws ConfigurationRefused, VerbFailed, InterruptedException {
    Configuration configuration = Configuration.read(terminal.configFile());
    configuration.warnings().forEach(warning -> terminal.say("warning: " + warning));
    LogSetup.start(form);
    Signals.onStop(this::signal);
    LOG.info(
        "ingestd {} begins with {}.",
        Build.current().version(),
        Json.line(EffectiveWriter.values(configuration.config())));
    try (Daemon daemon =
        Daemon.start(configuration.config(), Clock.systemUTC(), new SilentListener())) {
      var unused = daemon.fatal().thenAccept(this::fatal);
      LOG.info("Started; the page is {}.", daemon.page());
      return ending.get();
    } catch (StartRefused e) {
      throw new VerbFailed(exit(e.why()), words(e, configuration));
    } catch (ExecutionException e) {
      throw new IllegalStateException("The ending never fails", e);
    }
  }

  /** With the lines of the configuration that must be looked at, where it is at fault. */
  private static String words(StartRefused refused, Configuration configuration) {
    return refused.complaints().isEmpty()
        ? String.valueOf(refused.getMessage())
        : refused.complaints().entrySet().stream()
            .map(complaint -> configuration.fault(complaint.getKey(), complaint.getValue()))
            .map(Fault::toString)
            .collect(Collectors.joining("\n"));
  }

  private static int exit(StartRefused.Cause why) {
    return switch (why) {
      case RSE, RULES -> Exit.CONFIGURATION;
      case ACCOUNT -> Exit.NOT_PERMITTED;
      case ADDRESS -> Exit.TEMPORARY;
    };
  }

  /**
   * At once and without a drain: what is in flight could still change Rucio, and its outcome could
   * not be written. The next start finds it by read-back.
   */
  private void fatal(JournalException fault) {
    terminal.say(String.valueOf(fault.getMessage()));
    terminal.err().flush();
    Runtime.getRuntime().halt(FaultTeller.exit(fault.kind()));
  }

  private void signal() {
    if (signals.incrementAndGet() > 1) {
      LOG.warn("A second signal: ending at once; the journal has what is not done.");
      Runtime.getRuntime().halt(KILLED);
    }
    LOG.info("Stopping; what is in flight may end.");
    ending.complete(Exit.OK);
    haltAfterDrain(Exit.OK);
  }

  /** Nothing that hangs may keep the process: the journal has what is not done. */
  private static void haltAfterDrain(int exit) {
    Thread timer =
        new Thread(
            () -> {
              try {
                Thread.sleep(LONGEST_DRAIN_MILLIS);
                LOG.warn("Something did not end in time; the journal has what is not done.");
                Runtime.getRuntime().halt(exit);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "drain-timer");
    timer.setDaemon(true);
    timer.start();
  }
}
