// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.format;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On files that the HDF5 library itself wrote. */
class Hdf5FormatTest {

  private static final int BLOCK = 512;

  @TempDir Path home;
  private Judged hdf5 = new Judged(FileFormat.HDF5, Path.of(""));

  @BeforeEach
  void prepare() {
    hdf5 = new Judged(FileFormat.HDF5, home.resolve("scratch"));
  }

  private static byte[] real(String name) throws IOException {
    return Files.readAllBytes(Judged.TEST_DATA.resolve("hdf5").resolve(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"v0.h5", "v2.h5", "v3.h5", "vlen_string_s390x.h5"})
  void aRealFileIsCompleteAndCutAnywhereItIsNotYet(String name) throws IOException {
    byte[] whole = real(name);

    hdf5.isComplete(whole);
    hdf5.cutAnywhereIsNotYet(whole, BLOCK, cut -> false);
    hdf5.isNotYet(Arrays.copyOf(whole, whole.length + 1), "its superblock says");
  }

  /** Cut inside its user block a file is like any other: that is for the user block's writer. */
  @Test
  void aFileBehindAUserBlockIsFound() throws IOException {
    byte[] whole = real("userblock.h5");

    hdf5.isComplete(whole);
    hdf5.isNotYet(Arrays.copyOf(whole, whole.length - 1), "ends at 3272");
    hdf5.isNotYet(Arrays.copyOf(whole, 1024 + 20), "the superblock ends at");
  }

  @Test
  void aFileThatItsWriterHasOpenIsNotYet() throws IOException {
    hdf5.isNotYet(real("v0_not_flushed.h5"), "its superblock says 2048 bytes, the file has 3048");
    hdf5.isNotYet(real("v3_still_open.h5"), "open for writing");
  }

  /** Superblock version 1 is version 0 with four bytes more; no library writes it unasked. */
  @Test
  void theEndIsFoundInVersionOneToo() throws IOException {
    byte[] old = real("v0.h5");
    ByteBuffer one = ByteBuffer.allocate(old.length + 4).order(ByteOrder.LITTLE_ENDIAN);
    one.put(old, 0, 24).putInt(0).put(old, 24, old.length - 24);
    one.put(8, (byte) 1).putLong(28 + 16, old.length + 4);

    hdf5.isComplete(one.array());
    hdf5.isNotYet(Arrays.copyOf(one.array(), old.length + 3), "ends at 2252");
  }

  @Test
  void anEndThatIsNotSetIsNotYet() throws IOException {
    byte[] open = real("v0.h5");
    Arrays.fill(open, 40, 48, (byte) 0xff);

    hdf5.isNotYet(open, "its end is not written yet");
    hdf5.isNotYet(new byte[4096], "begins with zeros");
  }

  @Test
  void whatIsNoHdf5IsBroken() throws IOException {
    hdf5.isBroken("hello, I am a log file".getBytes(US_ASCII), "no HDF5 signature");
    byte[] strange = real("v0.h5");
    strange[8] = 9;
    hdf5.isBroken(strange, "version 9");
    byte[] odd = real("v0.h5");
    odd[13] = 3;
    hdf5.isBroken(odd, "addresses have 3 bytes");
  }
}
