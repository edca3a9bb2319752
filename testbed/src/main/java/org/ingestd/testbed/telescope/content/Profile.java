// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope.content;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The instruments that can be played. */
public enum Profile {
  /** Raw camera events of the first Large-Sized Telescope, one file a stream and subrun. */
  LST(
      "lst",
      "R0",
      ".fits.fz",
      "(?s)LST-(?<tel>\\d+)\\.(?<stream>\\d+)\\.Run(?<run>\\d+)\\.(?<subrun>\\d+).*\\.fits\\.fz"),
  /** Calibrated subruns of the two MAGIC telescopes; wobble names contain a plus. */
  MAGIC(
      "magic",
      "MAGIC",
      ".root",
      "(?s)(?<date>\\d{8})_M(?<tel>[12])_(?<run>\\d{8})\\.(?<subrun>\\d{3})_Y_(?<target>.+)\\.root"),
  /** DL0 chunks as CTAO's array control writes them: telescope events and subarray triggers. */
  CTAO(
      "ctao",
      "DL0",
      ".fits.fz",
      "(?s)(?<unit>[A-Z]+\\d{3})_[A-Z]+\\d+_(?<datetime>\\d{8}T\\d{6})"
          + "_SBID(?<sbid>\\d{19})_OBSID(?<obsid>\\d{19})_.*CHUNK(?<chunk>\\d{3}).*\\.fits\\.fz"),
  /** MeasurementSets of LOFAR subbands, shipped as tar. */
  LOFAR("lofar", "LOFAR", ".MS.tar", "(?s)L(?<obs>\\d+)_SB(?<subband>\\d{3})_uv.*\\.MS\\.tar");

  private final String key;
  private final String folder;
  private final String suffix;
  private final String namePattern;

  Profile(String key, String folder, String suffix, String namePattern) {
    this.key = key;
    this.folder = folder;
    this.suffix = suffix;
    this.namePattern = namePattern;
  }

  /** The name on the command line and in manifests. */
  public String key() {
    return key;
  }

  /** The one folder, directly below the directory of the telescope, that holds all its files. */
  public String folder() {
    return folder;
  }

  /** How its file names end. */
  public String suffix() {
    return suffix;
  }

  /** A pattern on the file name for a source's {@code naming.pattern}; odd names match too. */
  public String namePattern() {
    return namePattern;
  }

  /** Whether its files are FITS, with CHECKSUM and DATASUM in every HDU. */
  public boolean isFits() {
    return this == LST || this == CTAO;
  }

  public Instrument instrument(Campaign campaign) {
    return switch (this) {
      case LST -> new LstCamera(campaign);
      case MAGIC -> new MagicTelescopes(campaign);
      case CTAO -> new CtaoArray(campaign);
      case LOFAR -> new LofarSubbands(campaign);
    };
  }

  /**
   * @throws IllegalArgumentException naming the text and what is allowed
   */
  public static Profile ofKey(String key) {
    return Arrays.stream(values())
        .filter(profile -> profile.key.equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'"
                        + key
                        + "' is not a profile; allowed are "
                        + Arrays.stream(values())
                            .map(Profile::key)
                            .collect(Collectors.joining(", "))));
  }
}
