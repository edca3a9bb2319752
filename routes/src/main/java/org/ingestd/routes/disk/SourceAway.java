// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.disk;

import java.io.IOException;

/** What happened to one file happens to all of its source: the source as a whole is away. */
public final class SourceAway extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient Offline offline;

  public SourceAway(Offline offline) {
    super(offline.why());
    this.offline = offline;
  }

  public SourceAway(Offline offline, Throwable cause) {
    super(offline.why(), cause);
    this.offline = offline;
  }

  public Offline offline() {
    return offline;
  }
}
