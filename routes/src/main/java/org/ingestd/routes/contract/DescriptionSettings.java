// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.contract;

import java.util.List;
import java.util.Optional;

/**
 * What is to be said of a source's files in Rucio beside their names, and what others declared of
 * them.
 *
 * @param patternGroups whether the groups of the naming pattern, and the night, are metadata
 * @param sidecar template of a JSON file beside each that says what it is
 * @param required metadata keys without which a file waits for a person
 */
public record DescriptionSettings(
    boolean patternGroups,
    Fits fits,
    Optional<String> sidecar,
    List<String> required,
    ChecksumFiles checksumFiles) {

  /** Nothing is said, and nobody declared anything. */
  public static final DescriptionSettings NONE =
      new DescriptionSettings(
          false,
          new Fits(List.of(), FitsChecksum.IGNORE),
          Optional.empty(),
          List.of(),
          new ChecksumFiles(List.of(), false, false));

  public DescriptionSettings {
    required = List.copyOf(required);
  }

  /** Whether any metadata are asked for. */
  public boolean isAsked() {
    return patternGroups
        || !fits.cards().isEmpty()
        || fits.checksum() == FitsChecksum.ANNOTATE
        || sidecar.isPresent()
        || !required.isEmpty();
  }

  /**
   * @param cards keywords of header cards that are metadata
   */
  public record Fits(List<String> cards, FitsChecksum checksum) {

    public Fits {
      cards = List.copyOf(cards);
    }

    /** Whether a file's bytes are of interest. */
    public boolean isAsked() {
      return !cards.isEmpty() || checksum != FitsChecksum.IGNORE;
    }
  }

  /** What becomes of a FITS file whose own CHECKSUM or DATASUM does not fit its content. */
  public enum FitsChecksum {
    /** They are not looked at: most archives carry stale ones. */
    IGNORE,
    /** Said in the metadata, and counted. */
    ANNOTATE,
    /** It waits for a person. */
    HOLD
  }

  /**
   * Files that others wrote checksums into.
   *
   * @param beside templates of their paths
   * @param bagit whether directories are bags after RFC 8493
   * @param required whether a file waits until one of them speaks of it
   */
  public record ChecksumFiles(List<String> beside, boolean bagit, boolean required) {

    public ChecksumFiles {
      beside = List.copyOf(beside);
    }

    public boolean isAsked() {
      return !beside.isEmpty() || bagit;
    }

    /** Where they would be. */
    public String inWords() {
      String places = String.join(", ", beside);
      return bagit ? (places.isEmpty() ? "" : places + ", ") + "the bag's manifests" : places;
    }
  }
}
