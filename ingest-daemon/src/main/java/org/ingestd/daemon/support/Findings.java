// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.support;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.config.ConfigurationRefused;
import org.ingestd.daemon.config.written.EffectiveWriter;
import org.ingestd.daemon.doctor.DoctorReport;
import org.ingestd.daemon.reports.FileListing;
import org.ingestd.daemon.reports.NightListing;
import org.ingestd.daemon.reports.StatusReport;
import org.ingestd.daemon.terminal.FaultTeller;
import org.ingestd.daemon.terminal.OtherProgram;
import org.ingestd.daemon.terminal.Terminal;
import org.ingestd.daemon.view.Build;

/** Collects what a bundle is to have. What cannot be found out says so in its place. */
final class Findings {

  /** Files with a problem, and lines of the log. */
  private static final int FILES = 500;

  private static final int LOG_LINES = 5_000;
  private static final Duration LOG_PATIENCE = Duration.ofSeconds(20);

  private final Terminal terminal;
  private final Clock clock;
  private final Scrubber scrubber;
  private final List<Entry> entries = new ArrayList<>();

  Findings(Terminal terminal, Clock clock) {
    this.terminal = terminal;
    this.clock = clock;
    this.scrubber = scrubber(terminal.configFile());
  }

  /** Speaks on what it is given; its exit code does not matter. */
  private interface Speaking {
    void speak(Terminal terminal) throws Exception;
  }

  private static Scrubber scrubber(Path configFile) {
    try {
      return Scrubber.of(Configuration.read(configFile).config());
    } catch (ConfigurationRefused e) {
      return Scrubber.ofLooks();
    }
  }

  List<Entry> all() {
    add("host.txt", "ingestd, Java, system, room on the disk of 'state'", this::host);
    add("configuration.yaml", "what holds, with defaults; secrets are masked", this::configuration);
    add("status.json", "as 'status --json'", to -> new StatusReport(to).print());
    add(
        "doctor.json",
        "as 'doctor --offline --json'",
        to -> {
          int unused = new DoctorReport(to, clock).print(true);
        });
    add("quarantined.json", "files that need a person, at most " + FILES, this::quarantined);
    add(
        "nights.json",
        "as 'nights list --json'",
        to -> {
          int unused = new NightListing(null, to).list();
        });
    add("mounts.txt", "what is mounted where", to -> copy(Path.of("/proc/self/mounts"), to));
    add("log.txt", "the service's log of late, if we may read it", Findings::log);
    return List.copyOf(entries);
  }

  private void add(String name, String about, Speaking speaking) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    Terminal to = new Terminal(out, out, terminal.configFile(), true);
    try {
      speaking.speak(to);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      int unused = new FaultTeller(out).tell(e);
    }
    out.flush();
    entries.add(new Entry(name, about, scrubber.scrubbed(text.toString())));
  }

  private void host(Terminal to) throws IOException, ConfigurationRefused {
    to.out().println("ingestd " + Build.current().version() + " at " + clock.instant());
    for (String property :
        List.of("java.vm.name", "java.runtime.version", "os.name", "os.version", "os.arch")) {
      to.out().println(property + " " + System.getProperty(property));
    }
    to.out().println("processors " + Runtime.getRuntime().availableProcessors());
    copy(Path.of("/etc/os-release"), to);
    copy(Path.of("/proc/meminfo"), to);
    Path state = Configuration.read(terminal.configFile()).config().host().state();
    if (Files.exists(state)) {
      var store = Files.getFileStore(state);
      to.out().println(state + " on " + store.type() + ", free " + store.getUsableSpace());
      try (var files = Files.list(state)) {
        for (Path file : files.sorted().toList()) {
          to.out().println(file.getFileName() + " " + Files.size(file));
        }
      }
    }
  }

  private void configuration(Terminal to) throws ConfigurationRefused {
    Configuration configuration = Configuration.read(terminal.configFile());
    configuration.warnings().forEach(warning -> to.out().println("# warning: " + warning));
    to.out().print(EffectiveWriter.yaml(configuration.config()));
  }

  private void quarantined(Terminal to) throws Exception {
    FileListing.Wanted wanted = new FileListing.Wanted(null, List.of("QUARANTINED"), null, FILES);
    int unused = new FileListing(wanted, to).print();
  }

  /** The kernel's files tell no size: read to their end. */
  private static void copy(Path file, Terminal to) throws IOException {
    try (var lines = Files.newBufferedReader(file)) {
      lines.lines().forEach(to.out()::println);
    }
  }

  private static void log(Terminal to) throws IOException, InterruptedException {
    Path kept = Files.createTempFile("ingestd-log", ".txt");
    try {
      ProcessBuilder journal =
          new ProcessBuilder(
              "journalctl", "-q", "--no-pager", "-u", "ingestd*", "-n", "" + LOG_LINES);
      boolean unused = OtherProgram.run(journal, kept, LOG_PATIENCE);
      copy(kept, to);
    } finally {
      Files.delete(kept);
    }
  }
}
