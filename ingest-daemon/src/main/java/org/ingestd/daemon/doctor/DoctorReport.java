// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.doctor;

import java.time.Clock;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.config.ConfigurationRefused;
import org.ingestd.daemon.config.Wiring;
import org.ingestd.daemon.config.model.Config;
import org.ingestd.daemon.config.yaml.Fault;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.Terminal;
import org.ingestd.registration.CallListener;
import org.ingestd.registration.RucioClient;
import org.ingestd.registration.RucioSettings;
import org.ingestd.routes.SourceDisks;
import org.ingestd.routes.contract.IngestSettings;
import org.ingestd.routes.contract.Location;
import org.ingestd.routes.steps.Source;
import org.ingestd.routes.steps.Sources;
import org.ingestd.routes.treefile.Watching;

/** The verb {@code doctor}. */
public final class DoctorReport {

  private final Terminal terminal;
  private final Clock clock;

  /**
   * @param clock of this host, to be compared with Rucio's
   */
  public DoctorReport(Terminal terminal, Clock clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  /**
   * @param offline leaves Rucio alone
   * @return the exit code of the worst finding
   */
  public int print(boolean offline) throws ConfigurationRefused {
    Configuration configuration = Configuration.read(terminal.configFile());
    Config config = configuration.config();
    Diagnosis diagnosis = new Diagnosis(terminal);
    diagnosis.ok("configuration", configuration.file() + " has no fault");
    for (Fault warning : configuration.warnings()) {
      diagnosis.warn("configuration", warning.key() + ", line " + warning.line(), warning.says());
    }
    IngestSettings settings = Wiring.ingest(config);
    HostChecks host = new HostChecks(diagnosis);
    host.check(settings.state());
    WatchedDirectories watched = new WatchedDirectories(clock);
    DirectoryChecks directories = new DirectoryChecks(diagnosis);
    try (Sources sources = SourceDisks.sources(settings)) {
      RemoteChecks remote = new RemoteChecks(diagnosis);
      for (Source source : sources.all()) {
        if (source.settings().location() instanceof Location.Remote there) {
          remote.check(source, there.host());
        } else {
          directories.check(source.settings());
          if (Watching.wanted(source.settings())) {
            watched.add(source.settings().path(), source.filter());
          }
        }
      }
    }
    host.inotify(HostChecks.WATCHES, watched);
    new ServiceChecks(diagnosis).check(configuration.file(), settings, ServiceUnit.PLACES);
    PageChecks page = new PageChecks(diagnosis, clock);
    page.place(config.http().listen());
    page.check(config.http().remote());
    RucioSettings server = Wiring.rucio(config);
    new SignInChecks(diagnosis, clock).offline(server);
    if (!offline) {
      rucio(diagnosis, server, settings);
    }
    return diagnosis.end();
  }

  private void rucio(Diagnosis diagnosis, RucioSettings server, IngestSettings settings) {
    try (RucioClient rucio = new RucioClient(server, clock, CallListener.NONE)) {
      new RucioChecks(diagnosis, rucio, clock, settings).check(server);
    } catch (IllegalArgumentException e) {
      diagnosis.fail(
          Exit.CONFIGURATION, "rucio", String.valueOf(e.getMessage()), "Correct rucio.url or ca.");
    }
  }
}
