// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import java.util.List;
import java.util.Optional;
import org.ingestd.routes.contract.DescriptionSettings;
import org.ingestd.routes.contract.DescriptionSettings.ChecksumFiles;
import org.ingestd.routes.contract.DescriptionSettings.Fits;
import org.ingestd.routes.contract.DescriptionSettings.FitsChecksum;

/** What a test's source says of its files. */
final class Describing {

  private static final Fits NO_FITS = DescriptionSettings.NONE.fits();
  private static final ChecksumFiles NO_LISTS = DescriptionSettings.NONE.checksumFiles();

  private Describing() {}

  static DescriptionSettings groups(String... required) {
    return new DescriptionSettings(true, NO_FITS, Optional.empty(), List.of(required), NO_LISTS);
  }

  static DescriptionSettings cards(String... keywords) {
    return new DescriptionSettings(
        false,
        new Fits(List.of(keywords), FitsChecksum.IGNORE),
        Optional.empty(),
        List.of(),
        NO_LISTS);
  }

  static DescriptionSettings sums(FitsChecksum policy) {
    return new DescriptionSettings(
        false, new Fits(List.of(), policy), Optional.empty(), List.of(), NO_LISTS);
  }

  static DescriptionSettings sidecar(String template) {
    return new DescriptionSettings(false, NO_FITS, Optional.of(template), List.of(), NO_LISTS);
  }

  static DescriptionSettings lists(boolean required, String... templates) {
    return new DescriptionSettings(
        false,
        NO_FITS,
        Optional.empty(),
        List.of(),
        new ChecksumFiles(List.of(templates), false, required));
  }

  static DescriptionSettings bags() {
    return new DescriptionSettings(
        false, NO_FITS, Optional.empty(), List.of(), new ChecksumFiles(List.of(), true, true));
  }
}
