// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.sftp;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.apache.camel.component.file.remote.SftpConfiguration;
import org.ingestd.routes.contract.Location;
import org.ingestd.routes.contract.SftpHost;
import org.ingestd.routes.contract.SourceSettings;
import org.ingestd.routes.disk.DiskVisit;
import org.ingestd.routes.disk.Entries;
import org.ingestd.routes.disk.Look;
import org.ingestd.routes.disk.Offline;
import org.ingestd.routes.disk.SourceAway;
import org.ingestd.routes.disk.SourceDisk;
import org.ingestd.routes.sftp.Sessions.Use;
import org.ingestd.routes.sftp.connect.Connector;
import org.ingestd.rse.RawPath;
import org.jspecify.annotations.Nullable;

/** A directory of another host, over SFTP. Thread-safe. */
public final class SftpDisk implements SourceDisk {

  /** Where there were so many files, a directory without any name is the wrong disk. */
  private static final long SEVERAL = 2;

  private final SourceSettings source;
  private final Sessions sessions;
  private final ToLongFunction<String> files;

  /**
   * @param remote the source's location
   * @param files how many files of a source, by its name, are known and not gone
   * @param steadyNanos only ever grows, with the seconds that pass
   */
  public SftpDisk(
      SourceSettings source,
      Location.Remote remote,
      ToLongFunction<String> files,
      LongSupplier steadyNanos) {
    this.source = source;
    this.files = files;
    this.sessions = new Sessions(source.name(), remote.host(), steadyNanos);
  }

  /** Camel's settings for an endpoint at that host. */
  public static SftpConfiguration configuration(SftpHost host) {
    return Connector.configuration(host);
  }

  @Override
  public Optional<Offline> whyOffline() {
    Optional<Offline> refusal = sessions.refusal();
    if (refusal.isPresent()) {
      return refusal;
    }
    Path directory = source.path();
    try {
      boolean there = sessions.with(Use.LOOK, session -> session.stat(directory).isDir());
      return there ? whyUnbelievable() : Optional.of(Offline.away(text() + " is not a directory"));
    } catch (SourceAway e) {
      return Optional.of(e.offline());
    } catch (NoSuchFileException e) {
      return Optional.of(Offline.away(text() + " is not there"));
    } catch (IOException e) {
      return Optional.of(Offline.away(text() + " does not answer: " + e));
    }
  }

  private Optional<Offline> whyUnbelievable() throws IOException {
    Optional<RawPath> sentinel = source.discovery().sentinel();
    if (sentinel.isEmpty()) {
      return whyEmptied();
    }
    try (DiskVisit visit = visit(List.of(sentinel.get()))) {
      return visit.look(sentinel.get()) instanceof Look.Regular
          ? Optional.empty()
          : Optional.of(
              Offline.away(
                  text()
                      + " cannot be believed: its sentinel "
                      + sentinel.get()
                      + " is not there"));
    }
  }

  /** An unmounted file system leaves an empty directory behind, there as here. */
  private Optional<Offline> whyEmptied() throws IOException {
    long there = files.applyAsLong(source.name());
    if (there < SEVERAL || sessions.with(Use.LOOK, this::hasNames)) {
      return Optional.empty();
    }
    return Optional.of(Offline.away(text() + " is empty, and " + there + " files were there"));
  }

  private boolean hasNames(SftpSession session) throws IOException {
    return session.isNotEmpty(source.path());
  }

  private String text() {
    return source.location().text();
  }

  @Override
  public DiskVisit visit(Collection<RawPath> wanted) {
    return new SftpVisit(source.path(), sessions, wanted);
  }

  @Override
  public Look folder(@Nullable RawPath directory) throws IOException {
    if (directory == null) {
      return Attributes.look(sessions.with(Use.LIST, session -> session.stat(source.path())));
    }
    try (DiskVisit visit = visit(List.of(directory))) {
      return visit.look(directory);
    }
  }

  @Override
  public <E extends Exception> void list(@Nullable RawPath directory, Entries<E> entries)
      throws IOException, E {
    Path place = directory == null ? source.path() : directory.under(source.path());
    try (Sessions.Lease lease = sessions.lease(Use.LIST)) {
      lease.session().list(place, entries);
    }
  }

  /**
   * SFTP version 3 has no way to force a file to the server's disk; the extension for it is not
   * offered by JSch, and by few servers.
   */
  @Override
  public String settled() {
    return "not forced: SFTP cannot";
  }

  @Override
  public void close() {
    sessions.close();
  }
}
