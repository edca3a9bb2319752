// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import java.util.function.Function;
import org.ingestd.routes.contract.IngestListener;
import org.ingestd.routes.contract.IngestSettings;
import org.ingestd.routes.contract.SilentListener;
import org.ingestd.routes.contract.SourceSettings;
import org.ingestd.routes.disk.LocalDisk;
import org.ingestd.routes.disk.Mounts;
import org.ingestd.routes.disk.SourceDisk;
import org.ingestd.routes.steps.Sources;

/** Makes the place where a source's files lie, by its settings. */
public final class SourceDisks implements Function<SourceSettings, SourceDisk> {

  private final Mounts mounts;
  private final IngestListener listener;

  public SourceDisks(Mounts mounts, IngestListener listener) {
    this.mounts = mounts;
    this.listener = listener;
  }

  /** The sources for somebody who looks on beside a daemon, or without one; to be closed. */
  public static Sources sources(IngestSettings settings) {
    Mounts mounts = Mounts.reading(settings.state(), source -> 0);
    return new Sources(
        settings.sources(), settings.place().root(), new SourceDisks(mounts, new SilentListener()));
  }

  @Override
  public SourceDisk apply(SourceSettings source) {
    return new LocalDisk(source, mounts, listener);
  }
}
