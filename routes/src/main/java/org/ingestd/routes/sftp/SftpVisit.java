// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.sftp;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.checksum.DigestReader;
import org.ingestd.checksum.Reading;
import org.ingestd.checksum.ReadingWatch;
import org.ingestd.routes.disk.DiskVisit;
import org.ingestd.routes.disk.Look;
import org.ingestd.routes.sftp.Sessions.Use;
import org.ingestd.rse.RawPath;

/**
 * Work on some files of a server. Many files of one directory are looked at by listing it once:
 * servers send about a hundred entries an answer, but one file's attributes an answer.
 */
final class SftpVisit implements DiskVisit {

  private final Path root;
  private final Sessions sessions;

  /** Wanted names by their directory; empty: the source's own. */
  private final Map<Optional<RawPath>, Set<RawPath>> wanted = new HashMap<>();

  private final Map<RawPath, Look> directories = new ConcurrentHashMap<>();
  private final Map<Optional<RawPath>, DirectoryLooks> looks = new ConcurrentHashMap<>();

  SftpVisit(Path root, Sessions sessions, Collection<RawPath> files) {
    this.root = root;
    this.sessions = sessions;
    for (RawPath file : files) {
      wanted.computeIfAbsent(file.directory(), d -> new HashSet<>()).add(file.name());
    }
  }

  @Override
  public Look look(RawPath file) {
    Optional<RawPath> directory = file.directory();
    for (Optional<RawPath> above = directory; above.isPresent(); above = above.get().directory()) {
      Look way = directories.computeIfAbsent(above.get(), at -> lookAt(at.under(root)));
      if (!(way instanceof Look.Directory)) {
        return way instanceof Look.Regular ? new Look.Gone() : way;
      }
    }
    return looks
        .computeIfAbsent(
            directory, at -> new DirectoryLooks(place(at), wanted.getOrDefault(at, Set.of())))
        .of(file.name(), sessions);
  }

  private Path place(Optional<RawPath> directory) {
    return directory.map(path -> path.under(root)).orElse(root);
  }

  @Override
  public Look lookAt(Path place) {
    try {
      return sessions.with(Use.LOOK, session -> seen(session.look(place)));
    } catch (IOException e) {
      return new Look.Unknown(e);
    }
  }

  /** A lost connection is no answer, and may be asked for again. */
  static Look seen(Look look) throws ConnectionLost {
    if (look instanceof Look.Unknown unknown && unknown.cause() instanceof ConnectionLost lost) {
      throw lost;
    }
    return look;
  }

  @Override
  public SeekableByteChannel open(RawPath file) throws IOException {
    return new SftpBytes(sessions.lease(Use.PEEK), file.under(root));
  }

  /** Nothing can be done: see {@link SftpDisk#settled}. */
  @Override
  public void force(RawPath file) {}

  @Override
  public Reading read(
      RawPath file, Set<DigestAlgorithm> digests, DigestReader reader, ReadingWatch watch) {
    try (SftpFile there = new SftpFile(sessions, file.under(root))) {
      return reader.read(there, digests, watch);
    } catch (IOException e) {
      return new Reading.Failed(e);
    }
  }

  @Override
  public void close() {
    // Connections are given back after each question.
  }
}
