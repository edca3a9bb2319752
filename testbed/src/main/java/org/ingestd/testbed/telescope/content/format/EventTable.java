// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope.content.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import nom.tam.fits.BinaryTable;
import nom.tam.fits.BinaryTableHDU;
import nom.tam.fits.FitsException;
import nom.tam.fits.header.Compression;
import nom.tam.image.compression.hdu.CompressedTableHDU;

/** One table of mock events, Rice-compressed as {@code .fz} files are (FITS 4.0, §10.3). */
final class EventTable {

  private static final int TILE_ROWS = 100;
  private static final int PEDESTAL = 400;
  private static final int NOISE = 0x1f;

  private EventTable() {}

  static BinaryTableHDU make(TableKind kind, int rows, int version, Random random)
      throws FitsException {
    List<String> names = new ArrayList<>();
    List<Object> columns = new ArrayList<>();
    names.add(kind.idColumn());
    columns.add(ids(rows, version));
    for (String column : kind.numberColumns()) {
      names.add(column);
      columns.add(random.ints(rows, 0, 1 << 16).toArray());
    }
    if (kind.samples() > 0) {
      names.add(kind.sampleColumn());
      columns.add(samples(rows, kind.samples(), random));
    }
    BinaryTableHDU table = BinaryTableHDU.wrap(BinaryTable.fromColumnMajor(columns.toArray()));
    for (int column = 0; column < names.size(); column++) {
      table.setColumnName(column, names.get(column), null);
    }
    table.getHeader().addValue("EXTNAME", kind.extension(), "table");
    table.getHeader().addValue("EXTVER", version, "part of the table");
    return compress(table, columns.size());
  }

  private static BinaryTableHDU compress(BinaryTableHDU table, int columns) throws FitsException {
    String[] rice = new String[columns];
    Arrays.fill(rice, Compression.ZCMPTYPE_RICE_1);
    return CompressedTableHDU.fromBinaryTableHDU(table, TILE_ROWS, rice).compress();
  }

  private static int[] ids(int rows, int version) {
    int[] ids = new int[rows];
    Arrays.setAll(ids, row -> (version - 1) * rows + row + 1);
    return ids;
  }

  /** 32 bits each: CFITSIO 4.2 crashes on Rice-compressed vectors of 16 bits. */
  private static int[][] samples(int rows, int samples, Random random) {
    int[][] values = new int[rows][samples];
    byte[] noise = new byte[samples];
    for (int[] row : values) {
      random.nextBytes(noise);
      Arrays.setAll(row, sample -> PEDESTAL + (noise[sample] & NOISE));
    }
    return values;
  }
}
