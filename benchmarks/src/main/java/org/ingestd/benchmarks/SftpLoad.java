// SPDX-License-Identifier: Apache-2.0
package org.ingestd.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.checksum.DigestReader;
import org.ingestd.checksum.Digests;
import org.ingestd.checksum.Reading;
import org.ingestd.checksum.ReadingWatch;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.config.Wiring;
import org.ingestd.routes.SourceDisks;
import org.ingestd.routes.disk.DiskVisit;
import org.ingestd.routes.disk.SourceDisk;
import org.ingestd.routes.steps.Sources;
import org.ingestd.rse.RawPath;
import org.ingestd.testbed.sshd.OpenSshServer;

/**
 * One large file on another host: our reading for its digests against a copy that is thrown away.
 */
final class SftpLoad implements Load {

  private static final long SIZE = 1L << 30;
  private static final Set<DigestAlgorithm> USUAL =
      Set.of(DigestAlgorithm.ADLER32, DigestAlgorithm.MD5);
  private static final String YARDSTICK = "sftp get to /dev/null";

  @Override
  public String name() {
    return "sftp";
  }

  @Override
  public String about() {
    return "digests of 1 GiB streamed from a real sshd against sftp's own get";
  }

  @Override
  public List<Finding> run(Workplace place) throws Exception {
    Path folder = Files.createDirectories(place.folder().resolve("remote"));
    Path file = place.randomFile("remote/large", SIZE);
    try (OpenSshServer server = OpenSshServer.start(place.folder().resolve("ssh"));
        Sources sources = sources(place, folder, server);
        DigestReader reader = new DigestReader()) {
      SourceDisk disk = sources.named("camera").disk();
      Digests local = digested(reader.read(file, USUAL, ReadingWatch.NONE));
      String adler = "adler32 over SFTP";
      String both = "adler32 and md5 over SFTP";
      Rounds rounds =
          new Rounds()
              .with(YARDSTICK, () -> get(place, server, file))
              .with(adler, () -> read(disk, reader, Set.of(DigestAlgorithm.ADLER32), local))
              .with(both, () -> read(disk, reader, USUAL, local))
              .run(1, place.rounds());
      return List.of(
          rounds.speed(adler, YARDSTICK, Finding.Goal.atLeast(0.80)),
          rounds.speed(both, YARDSTICK, Finding.Goal.atLeast(0.80)));
    } finally {
      Files.delete(file);
    }
  }

  private static Sources sources(Workplace place, Path folder, OpenSshServer server)
      throws Exception {
    Path known = server.knownHosts(place.folder().resolve("known_hosts"));
    Path config = place.folder().resolve("sftp.yaml");
    Files.writeString(
        config,
        """
        state: %s
        rucio: { url: "http://127.0.0.1:9", account: a, auth: { username: a, password: a } }
        rse: { name: ONSITE, root: %s }
        sources:
          - name: camera
            path: sftp://%s@127.0.0.1:%d%s
            key: %s
            known-hosts: %s
            rse-root: %s
        """
            .formatted(
                place.folder().resolve("state"),
                folder,
                server.user(),
                server.port(),
                folder,
                server.userKey(),
                known,
                folder));
    return SourceDisks.sources(Wiring.ingest(Configuration.read(config).config()));
  }

  private static void read(
      SourceDisk disk, DigestReader reader, Set<DigestAlgorithm> wanted, Digests local)
      throws IOException {
    RawPath large = RawPath.of("large");
    try (DiskVisit visit = disk.visit(List.of(large))) {
      Digests remote = digested(visit.read(large, wanted, reader, ReadingWatch.NONE));
      for (DigestAlgorithm algorithm : wanted) {
        if (!remote.get(algorithm).equals(local.get(algorithm))) {
          throw new IOException("The " + algorithm.key() + " over SFTP is not that of the file");
        }
      }
    }
  }

  private static Digests digested(Reading reading) throws IOException {
    if (reading instanceof Reading.Digested digested) {
      return digested.digests();
    }
    throw new IOException("Not read: " + reading);
  }

  private static void get(Workplace place, OpenSshServer server, Path file)
      throws IOException, InterruptedException {
    Workplace.run(
        List.of(
            "sftp",
            "-q",
            "-P",
            String.valueOf(server.port()),
            "-i",
            server.userKey().toString(),
            "-o",
            "UserKnownHostsFile=" + place.folder().resolve("known_hosts"),
            "-o",
            "StrictHostKeyChecking=yes",
            "-o",
            "Ciphers=aes128-gcm@openssh.com",
            server.user() + "@127.0.0.1:" + file,
            "/dev/null"),
        null);
  }
}
