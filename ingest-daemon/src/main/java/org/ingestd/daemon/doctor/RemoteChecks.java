// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.doctor;

import java.io.IOException;
import java.util.Optional;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.FaultTeller;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.routes.contract.SftpHost;
import org.ingestd.routes.disk.Entries;
import org.ingestd.routes.disk.Look;
import org.ingestd.routes.disk.Offline;
import org.ingestd.routes.sftp.connect.ShownKey;
import org.ingestd.routes.steps.Source;
import org.ingestd.rse.RawPath;
import org.jspecify.annotations.Nullable;

/** The sources on other hosts: their keys, our sign-in, a listing. Writes nothing. */
final class RemoteChecks {

  private final Diagnosis diagnosis;

  RemoteChecks(Diagnosis diagnosis) {
    this.diagnosis = diagnosis;
  }

  void check(Source source, SftpHost host) {
    String name = "source " + source.name();
    directory(name, source);
    try {
      diagnosis.ok(name, host.address() + " shows the key " + ShownKey.of(host.address()));
    } catch (IOException e) {
      diagnosis.fail(
          Exit.UNAVAILABLE,
          name,
          String.valueOf(e.getMessage()),
          "Look at the host, its SSH server and the network between.");
    }
  }

  private void directory(String name, Source source) {
    Optional<Offline> offline = source.disk().whyOffline();
    if (offline.isPresent()) {
      ProblemCode problem = offline.get().problem();
      diagnosis.fail(
          FaultTeller.exit(offline.get()),
          name,
          problem + ": " + offline.get().why(),
          problem.hint());
      return;
    }
    try {
      Count count = new Count();
      source.disk().list(null, count);
      diagnosis.ok(
          name, source.settings().location().text() + " can be listed, " + count.names + " names");
      if (count.refused > 0) {
        diagnosis.warn(
            name,
            count.refused + " of its names no file can have; they are passed over",
            "Look at the server.");
      }
    } catch (IOException e) {
      diagnosis.fail(
          Exit.NOT_PERMITTED,
          name,
          source.settings().location().text() + " cannot be listed: " + e,
          "Give the user there read access to it and all below.");
    }
  }

  /** Names of the source's own directory. */
  private static final class Count implements Entries<IOException> {

    private long names;
    private long refused;

    @Override
    public void take(RawPath name, @Nullable Look look) {
      names++;
    }

    @Override
    public void refused(String harmless) {
      refused++;
    }
  }
}
