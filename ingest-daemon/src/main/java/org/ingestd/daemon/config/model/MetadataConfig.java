// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.model;

import java.util.List;
import java.util.Optional;
import org.ingestd.routes.contract.DescriptionSettings.FitsChecksum;

/** What files are described by in Rucio. */
public record MetadataConfig(
    @Key(value = "Whether the named groups of naming.pattern are metadata.", unset = "false")
        boolean patternGroups,
    @Key(
            value =
                "Header cards of FITS files that are metadata, as fits_DATE_OBS; DATE-OBS among"
                    + " them tells the night where the name does not.",
            unsetSays = "none",
            example = "[TELESCOP, DATE-OBS]",
            matches = "(HIERARCH )?[A-Z0-9_-]{1,8}( [A-Z0-9_-]+)*",
            allowed = "keywords as FITS writes them, in capitals")
        List<String> fits,
    @Key(
            value =
                "What becomes of FITS files whose own CHECKSUM or DATASUM does not fit; annotate:"
                    + " says so in fits_sums.",
            unset = "ignore")
        FitsChecksum fitsChecksum,
    @Key(
            value =
                "A JSON file beside each that says size, checksums and metadata. It is waited for,"
                    + " and it is right: a file that differs waits for a person.",
            unsetSays = "none",
            example = "\"{path}.json\"")
        Optional<String> sidecar,
    @Key(
            value = "Metadata without which a file waits for a person.",
            unsetSays = "none",
            example = "[fits_DATE_OBS]")
        List<String> required) {}
