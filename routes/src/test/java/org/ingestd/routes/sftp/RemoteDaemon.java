// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.sftp;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ingestd.journal.Journal;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.sqlite.SqliteJournal;
import org.ingestd.registration.CallListener;
import org.ingestd.registration.RucioClient;
import org.ingestd.registration.RucioSettings;
import org.ingestd.routes.ChildJvm;
import org.ingestd.routes.Given;
import org.ingestd.routes.Ingest;
import org.ingestd.routes.clock.WatchedClock;
import org.ingestd.routes.contract.IngestSettings;
import org.ingestd.routes.contract.Location;
import org.ingestd.routes.contract.SftpHost;
import org.ingestd.routes.contract.SilentListener;
import org.jspecify.annotations.Nullable;

/**
 * The daemon's part as a process of its own, so that it can be killed and its heap bounded. Prints
 * what becomes of each file. Arguments: state, data, catalogue, port, user, key, known hosts, bytes
 * a second.
 */
final class RemoteDaemon {

  private RemoteDaemon() {}

  /** The command line of one with so much heap. */
  static List<String> command(String heap, RemoteSite site, long bytesPerSecond) {
    SftpHost host = site.host();
    return ChildJvm.command(
        List.of(),
        List.of("-Xmx" + heap, "-XX:+ExitOnOutOfMemoryError"),
        RemoteDaemon.class,
        site.here.state().toString(),
        site.here.data.toString(),
        site.here.catalogue.url().toString(),
        String.valueOf(host.address().port()),
        host.address().user(),
        site.server.userKey().toString(),
        host.knownHosts().toString(),
        String.valueOf(bytesPerSecond));
  }

  public static void main(String[] args) throws InterruptedException {
    Path state = Path.of(args[0]);
    Path data = Path.of(args[1]);
    SftpHost host =
        new SftpHost(
            new SftpHost.Address(args[4], "127.0.0.1", Integer.parseInt(args[3])),
            new SftpHost.SignIn.Key(Path.of(args[5])),
            Path.of(args[6]));
    Printing listener = new Printing();
    Clock clock = Clock.systemUTC();
    Journal journal = SqliteJournal.open(state, 1L << 30, clock, listener);
    RucioClient rucio =
        new RucioClient(
            new RucioSettings(
                URI.create(args[2]),
                "ingest",
                "def",
                Optional.empty(),
                new RucioSettings.SignIn.UserPass("ingest", () -> "pw"),
                RucioSettings.Limits.DEFAULT),
            clock,
            CallListener.NONE);
    Given given = Given.at(data).quiet(Duration.ofSeconds(2)).rescan(Duration.ofSeconds(2));
    IngestSettings settings =
        new IngestSettings(
            "test",
            state,
            new IngestSettings.Place("ONSITE", data, Optional.empty()),
            List.of(given.source(new Location.Remote(data, data, host))),
            new IngestSettings.Limits(Long.parseLong(args[7]), 2, 0.5),
            state.resolve("inbox"));
    new Ingest(settings, journal, rucio, WatchedClock.of(clock, System::nanoTime), listener)
        .start();
    Thread.currentThread().join();
  }

  private static final class Printing extends SilentListener {
    @Override
    public void moved(JournalFile file, @Nullable FileState from) {
      System.out.println(file.key().path() + ": " + from + " > " + file.state());
    }

    @Override
    public void scanned(String source, ScanReport report) {
      System.out.println("scanned " + report.names());
    }

    @Override
    public void failed(String where, Throwable fault) {
      System.out.println("failed " + where + ": " + fault);
    }
  }
}
