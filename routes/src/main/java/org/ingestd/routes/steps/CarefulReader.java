// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.checksum.DigestReader;
import org.ingestd.checksum.Reading;
import org.ingestd.checksum.ReadingWatch;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.routes.contract.IngestListener;
import org.ingestd.routes.disk.DiskVisit;
import org.ingestd.routes.disk.ReadLimit;

/**
 * Reads files at the rate that the source's host can spare, until the daemon stops. Thread-safe.
 */
public final class CarefulReader {

  private final DigestReader reader = new DigestReader();
  private final ReadLimit limit;
  private final BooleanSupplier stopping;
  private final IngestListener listener;

  /**
   * @param stopping once true, readings end between two blocks
   */
  public CarefulReader(ReadLimit limit, BooleanSupplier stopping, IngestListener listener) {
    this.limit = limit;
    this.stopping = stopping;
    this.listener = listener;
  }

  /**
   * @param visit to the file's source
   */
  public Reading read(JournalFile file, DiskVisit visit, Set<DigestAlgorithm> wanted) {
    return read(file, visit, wanted, Optional.empty());
  }

  /**
   * @param visit to the file's source
   * @param bytes who gets all that is read, in order
   */
  Reading read(
      JournalFile file,
      DiskVisit visit,
      Set<DigestAlgorithm> wanted,
      Optional<Consumer<ByteBuffer>> bytes) {
    return visit.read(file.key().path(), wanted, reader, new Watch(file, bytes));
  }

  private final class Watch implements ReadingWatch {

    private final JournalFile file;

    private final Optional<Consumer<ByteBuffer>> bytes;

    private Watch(JournalFile file, Optional<Consumer<ByteBuffer>> bytes) {
      this.file = file;
      this.bytes = bytes;
    }

    @Override
    public Optional<Consumer<ByteBuffer>> bytes() {
      return bytes;
    }

    @Override
    public void aboutToRead(long bytes) {
      limit.take(bytes);
    }

    @Override
    public void progress(long bytesRead) {
      if (bytesRead < file.size()) {
        listener.reading(file.key().source(), file.key().path().text(), bytesRead, file.size());
      }
    }

    @Override
    public boolean stopped() {
      return stopping.getAsBoolean();
    }
  }
}
