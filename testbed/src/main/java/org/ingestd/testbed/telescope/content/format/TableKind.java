// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope.content.format;

import java.util.List;

/**
 * The binary tables that the FITS profiles write. All columns are integers: Rice compression of
 * integers gives the same bytes on every machine, gzip does not (zlib differs between systems).
 */
public enum TableKind {
  /** One row an event: the digitised waveforms of a few pixels. */
  CAMERA_R0("Events", "EVENT_ID", List.of("TIME_S", "TIME_QNS", "EVENT_TYPE"), "WAVEFORM", 120),
  /** One row an event: pixels after data volume reduction. */
  CAMERA_DL0("DataStream", "event_id", List.of("event_time_s", "event_time_qns"), "pixels", 64),
  /** One row a trigger of the subarray, without samples. */
  TRIGGERS("SubarrayEvents", "event_id", List.of("event_time_s", "event_time_qns", "tels"), "", 0);

  private final String extension;
  private final String idColumn;

  // Made by List.of, so it cannot change.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> numberColumns;

  private final String sampleColumn;
  private final int samples;

  TableKind(
      String extension,
      String idColumn,
      List<String> numberColumns,
      String sampleColumn,
      int samples) {
    this.extension = extension;
    this.idColumn = idColumn;
    this.numberColumns = numberColumns;
    this.sampleColumn = sampleColumn;
    this.samples = samples;
  }

  /** EXTNAME. */
  String extension() {
    return extension;
  }

  /** A running number, 32 bits. */
  String idColumn() {
    return idColumn;
  }

  /** Columns of 32 bits. */
  List<String> numberColumns() {
    return numberColumns;
  }

  /** A column of {@link #samples} times 32 bits; not there if that is 0. */
  String sampleColumn() {
    return sampleColumn;
  }

  int samples() {
    return samples;
  }

  /** What a row takes on disk once compressed, roughly. */
  int roughRowBytes() {
    return 2 * numberColumns.size() + samples + 4;
  }
}
