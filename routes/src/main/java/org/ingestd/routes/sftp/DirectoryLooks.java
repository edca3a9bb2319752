// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.sftp;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ingestd.routes.disk.Entries;
import org.ingestd.routes.disk.Look;
import org.ingestd.routes.sftp.Sessions.Use;
import org.ingestd.rse.RawPath;
import org.jspecify.annotations.Nullable;

/** What some names of one directory look like, by whichever way takes fewer answers. */
final class DirectoryLooks {

  /** So many files are worth a listing. */
  private static final int SEVERAL = 8;

  /**
   * About so many entries come in one answer: a listing longer than that for each name is given up.
   */
  private static final int ENTRIES_AN_ANSWER = 100;

  private final Path directory;
  private final Set<RawPath> wanted;

  /** Empty: each name is asked for alone. */
  private Optional<Map<RawPath, Look>> listed = Optional.empty();

  private boolean tried;

  DirectoryLooks(Path directory, Set<RawPath> wanted) {
    this.directory = directory;
    this.wanted = wanted;
  }

  Look of(RawPath name, Sessions sessions) {
    try {
      Optional<Map<RawPath, Look>> known = listed(sessions);
      if (known.isPresent() && wanted.contains(name)) {
        Look look = known.get().getOrDefault(name, new Look.Gone());
        if (!(look instanceof Look.Unknown)) {
          return look;
        }
      }
      Path place = name.under(directory);
      return sessions.with(Use.LOOK, session -> SftpVisit.seen(session.look(place)));
    } catch (NoSuchFileException e) {
      return new Look.Gone();
    } catch (IOException e) {
      return new Look.Unknown(e);
    }
  }

  private synchronized Optional<Map<RawPath, Look>> listed(Sessions sessions) throws IOException {
    if (!tried && wanted.size() >= SEVERAL) {
      listed = sessions.with(Use.LOOK, this::list);
    }
    tried = true;
    return listed;
  }

  private Optional<Map<RawPath, Look>> list(SftpSession session) throws IOException {
    Wanted found = new Wanted();
    try {
      session.list(directory, found);
      return Optional.of(found.looks);
    } catch (TooLong e) {
      return Optional.empty();
    }
  }

  /** The directory has far more entries than are wanted. */
  private static final class TooLong extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private final class Wanted implements Entries<TooLong> {

    private final Map<RawPath, Look> looks = new HashMap<>();
    private long entries;

    @Override
    public void take(RawPath name, @Nullable Look look) throws TooLong {
      entries++;
      if (entries > (long) ENTRIES_AN_ANSWER * wanted.size()) {
        throw new TooLong();
      }
      if (wanted.contains(name)) {
        looks.put(
            name, look == null ? new Look.Unknown(new IOException("not told in a listing")) : look);
      }
    }

    @Override
    public void refused(String harmless) {
      entries++;
    }
  }
}
