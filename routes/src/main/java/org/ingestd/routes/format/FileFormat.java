// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.format;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/** Formats that tell their own length. */
public enum FileFormat {
  /** Every HDU's header and data unit, in blocks of 2880 bytes. */
  FITS(FitsWalk::walk),
  /** The end-of-file address of the superblock, versions 0 to 3. */
  HDF5(Hdf5Superblock::check),
  /** Every entry's header with its checksum, and the two blocks of zeros at the end. */
  TAR(TarWalk::walk);

  /** Returns if the file is complete. */
  @FunctionalInterface
  private interface Walk {
    void through(OpenBytes file) throws IOException, Ended;
  }

  // A method reference without state, so it cannot change.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Walk walk;

  FileFormat(Walk walk) {
    this.walk = walk;
  }

  /**
   * @param file open for reading; its position is moved
   * @throws IOException if the disk fails; that says nothing about the file
   */
  public Completion completion(SeekableByteChannel file) throws IOException {
    try {
      walk.through(new OpenBytes(file, file.size()));
      return new Completion.Complete();
    } catch (Ended e) {
      return e.outcome();
    }
  }
}
