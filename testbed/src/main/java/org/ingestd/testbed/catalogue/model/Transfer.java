// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A wanted copy of a file to the RSE of a replica that is COPYING. Guarded by the lock of {@link
 * CatalogueState}.
 */
public final class Transfer {

  private final FileRow file;
  private final Replica destination;
  private int attempts;
  private Instant due;
  private @Nullable String lastError;

  Transfer(FileRow file, Replica destination, Instant due) {
    this.file = file;
    this.destination = destination;
    this.due = due;
  }

  public FileRow file() {
    return file;
  }

  public Replica destination() {
    return destination;
  }

  public int attempts() {
    return attempts;
  }

  public Instant due() {
    return due;
  }

  public @Nullable String lastError() {
    return lastError;
  }

  public void failed(String error, Instant nextDue) {
    attempts++;
    lastError = error;
    due = nextDue;
  }
}
