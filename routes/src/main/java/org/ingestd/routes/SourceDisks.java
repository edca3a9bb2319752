// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.ingestd.routes.contract.IngestListener;
import org.ingestd.routes.contract.IngestSettings;
import org.ingestd.routes.contract.Location;
import org.ingestd.routes.contract.SilentListener;
import org.ingestd.routes.contract.SourceSettings;
import org.ingestd.routes.disk.LocalDisk;
import org.ingestd.routes.disk.Mounts;
import org.ingestd.routes.disk.SourceDisk;
import org.ingestd.routes.sftp.SftpDisk;
import org.ingestd.routes.steps.Sources;

/** Makes the place where a source's files lie, by its settings. */
public final class SourceDisks implements Function<SourceSettings, SourceDisk> {

  private final Mounts mounts;
  private final ToLongFunction<String> files;
  private final IngestListener listener;

  /**
   * @param state the daemon's own directory
   * @param files how many files of a source, by its name, are known and not gone
   */
  public SourceDisks(Path state, ToLongFunction<String> files, IngestListener listener) {
    this(new Mounts(state, files), files, listener);
  }

  /** The sources for somebody who looks on beside a daemon, or without one; to be closed. */
  public static Sources sources(IngestSettings settings) {
    return new Sources(
        settings.sources(),
        settings.place().root(),
        new SourceDisks(
            Mounts.reading(settings.state(), source -> 0), source -> 0, new SilentListener()));
  }

  private SourceDisks(Mounts mounts, ToLongFunction<String> files, IngestListener listener) {
    this.mounts = mounts;
    this.files = files;
    this.listener = listener;
  }

  @Override
  public SourceDisk apply(SourceSettings source) {
    if (source.location() instanceof Location.Remote remote) {
      return new SftpDisk(source, remote, files, System::nanoTime);
    }
    return new LocalDisk(source, mounts, listener);
  }
}
