// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.config.ConfigurationRefused;
import org.ingestd.daemon.config.written.EffectiveWriter;
import org.ingestd.daemon.config.yaml.Fault;
import org.ingestd.daemon.service.Reports;
import org.ingestd.daemon.service.ServiceManager;
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

  /** What a signal asks for. */
  private enum Wish {
    STOP,
    RELOAD
  }

  private final Terminal terminal;
  private final BlockingQueue<Wish> wishes = new LinkedBlockingQueue<>();
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
    Signals.onReload(() -> wishes.add(Wish.RELOAD));
    LOG.info(
        "ingestd {} begins with {}.",
        Build.current().version(),
        Json.line(EffectiveWriter.values(configuration.config())));
    try (ServiceManager manager =
            ServiceManager.of(System.getenv(), ProcessHandle.current().pid());
        Reports reports = new Reports(manager)) {
      reports.start();
      live(configuration, manager, reports);
      return Exit.OK;
    }
  }

  /**
   * One daemon after the other: what a new configuration changes is applied by letting the one end
   * and starting the next, which is proven to lose nothing. One that cannot start gives way to the
   * one before.
   */
  private void live(Configuration first, ServiceManager manager, Reports reports)
      throws VerbFailed, InterruptedException {
    Optional<Configuration> before = Optional.empty();
    Optional<Configuration> now = Optional.of(first);
    while (now.isPresent()) {
      Configuration configuration = now.get();
      try (Daemon daemon = Daemon.start(configuration, Clock.systemUTC(), new SilentListener())) {
        var unused = daemon.fatal().thenAccept(this::fatal);
        LOG.info("Started; the page is {}.", daemon.page());
        reports.running(daemon::vital);
        now = next(configuration, manager, daemon);
        before = Optional.of(configuration);
        reports.changing();
      } catch (StartRefused e) {
        String why = words(e, configuration);
        if (before.isEmpty()) {
          throw new VerbFailed(exit(e.why()), why);
        }
        LOG.error("The new configuration cannot be used, the one before goes on: {}", why);
        now = before;
        before = Optional.empty();
      }
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

  /** Waits for a signal that changes something; empty: it is to end. */
  private Optional<Configuration> next(Configuration running, ServiceManager manager, Daemon daemon)
      throws InterruptedException {
    while (wishes.take() == Wish.RELOAD) {
      manager.reloading();
      Optional<Configuration> read = new Reload(running).read();
      if (read.isPresent()) {
        return read;
      }
      daemon.reread();
      manager.ready();
    }
    manager.stopping();
    return Optional.empty();
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
    wishes.add(Wish.STOP);
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
