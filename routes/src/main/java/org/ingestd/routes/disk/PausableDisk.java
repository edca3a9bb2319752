// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.disk;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.ingestd.rse.RawPath;
import org.jspecify.annotations.Nullable;

/**
 * A source that an operator may pause: meanwhile nothing new is seen there, and nothing that is
 * missing there is believed gone, as while it is away. What is known goes on.
 */
public record PausableDisk(SourceDisk disk, String source, SourcePauses pauses)
    implements SourceDisk {

  @Override
  public Optional<Offline> whyOffline() {
    return pauses.why(source).map(Offline::away).or(disk::whyOffline);
  }

  @Override
  public Optional<Offline> whyOffline(RawPath file) {
    return pauses.why(source).map(Offline::away).or(() -> disk.whyOffline(file));
  }

  @Override
  public Map<RawPath, String> partsOffline() {
    return disk.partsOffline();
  }

  @Override
  public DiskVisit visit(Collection<RawPath> files) {
    return disk.visit(files);
  }

  @Override
  public Look folder(@Nullable RawPath directory) throws IOException {
    return disk.folder(directory);
  }

  /** So a scan that is under way ends when it comes to the next directory. */
  @Override
  public <E extends Exception> void list(@Nullable RawPath directory, Entries<E> entries)
      throws IOException, E {
    Optional<String> paused = pauses.why(source);
    if (paused.isPresent()) {
      throw new SourceAway(Offline.away(paused.get()));
    }
    disk.list(directory, entries);
  }

  @Override
  public String settled() {
    return disk.settled();
  }

  @Override
  public void close() {
    disk.close();
  }
}
