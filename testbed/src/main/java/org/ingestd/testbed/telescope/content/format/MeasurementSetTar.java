// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope.content.format;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * A tar of a directory laid out as casacore lays out a MeasurementSet: subtables, {@code
 * table.dat}, {@code table.info} and column files. Owners, modes, order and times are fixed, so
 * that equal sets give equal archives; {@code table.lock} is left out, because casacore changes it
 * after the fact.
 *
 * <p>The visibilities are noise up to {@link #NOISE} and zeros from there, so that a large set
 * costs address space and not disk.
 */
public final class MeasurementSetTar implements Content {

  private static final long NOISE = 1 << 20;
  private static final int TAR_BLOCKING = 10_240;
  private static final List<String> SUBTABLES =
      List.of("", "ANTENNA/", "FIELD/", "OBSERVATION/", "SPECTRAL_WINDOW/");

  private final String name;
  private final Observation observation;
  private final long bulkBytes;
  private final long seed;

  public MeasurementSetTar(String name, Observation observation, long bulkBytes, long seed) {
    this.name = name;
    this.observation = observation;
    this.bulkBytes = bulkBytes;
    this.seed = seed;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    Random random = new Random(seed);
    TarArchiveOutputStream tar = new TarArchiveOutputStream(out, TAR_BLOCKING, UTF_8.name());
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    for (String subtable : SUBTABLES) {
      directory(tar, name + "/" + subtable);
      small(tar, subtable + "table.info", info(subtable));
      small(tar, subtable + "table.dat", noise(random, 500 + random.nextInt(500)));
      small(tar, subtable + "table.f0", noise(random, 300 + random.nextInt(300)));
    }
    visibilities(tar, random);
    tar.finish();
    out.flush();
  }

  private byte[] info(String subtable) {
    String type = subtable.isEmpty() ? "Measurement Set" : subtable.replace("/", "");
    String text =
        String.format(
            """
            Type = %s
            SubType =

            Mock telescope: laid out as a MeasurementSet, noise inside.
            Observation %s of %s from %s to %s
            """,
            type,
            observation.id(),
            observation.target().object(),
            observation.start(),
            observation.end());
    return text.getBytes(US_ASCII);
  }

  private static byte[] noise(Random random, int bytes) {
    byte[] noise = new byte[bytes];
    random.nextBytes(noise);
    return noise;
  }

  private void visibilities(TarArchiveOutputStream tar, Random random) throws IOException {
    tar.putArchiveEntry(entry(name + "/table.f1", bulkBytes));
    RandomBytes.write(tar, random, Math.min(NOISE, bulkBytes));
    byte[] zeros = new byte[64 * 1024];
    for (long left = bulkBytes - NOISE; left > 0; left -= zeros.length) {
      tar.write(zeros, 0, (int) Math.min(zeros.length, left));
    }
    tar.closeArchiveEntry();
  }

  private void directory(TarArchiveOutputStream tar, String path) throws IOException {
    tar.putArchiveEntry(entry(path, 0));
    tar.closeArchiveEntry();
  }

  private void small(TarArchiveOutputStream tar, String path, byte[] bytes) throws IOException {
    tar.putArchiveEntry(entry(name + "/" + path, bytes.length));
    tar.write(bytes);
    tar.closeArchiveEntry();
  }

  private TarArchiveEntry entry(String path, long size) {
    TarArchiveEntry entry = new TarArchiveEntry(path);
    entry.setSize(size);
    entry.setIds(0, 0);
    entry.setNames("root", "root");
    Instant end = observation.end();
    entry.setModTime(Date.from(end));
    return entry;
  }
}
