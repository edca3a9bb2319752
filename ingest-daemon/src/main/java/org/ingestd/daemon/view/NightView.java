// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.ingestd.routes.nights.NightReport;
import org.jspecify.annotations.Nullable;

/** A night as {@code nights --json} writes it. */
public record NightView(
    String night,
    String source,
    @JsonUnwrapped Files files,
    boolean complete,
    @Nullable String waitsFor,
    @Nullable List<String> missingFiles) {

  /**
   * @param expected null if nothing is, or it is not known what
   */
  public record Files(
      @Nullable Long expected,
      long arrived,
      long registered,
      long safe,
      @Nullable Long missing,
      @JsonUnwrapped Trouble trouble) {}

  /**
   * @param problems files with one
   * @param bytes of the files that arrived
   * @param unknown why it is not known what is expected; null if it is
   */
  public record Trouble(long problems, long bytes, @Nullable String unknown) {}

  /**
   * @param named whether missing files are named
   */
  public static NightView of(NightReport report, boolean named) {
    Long expected = report.awaited().files().orElse(null);
    NightReport.Arrived arrived = report.arrived();
    return new NightView(
        report.night(),
        report.source(),
        new Files(
            expected,
            arrived.files(),
            arrived.registered(),
            arrived.safe(),
            expected == null ? null : (Long) report.awaited().missing(),
            new Trouble(
                arrived.problems(), arrived.bytes(), report.awaited().trouble().orElse(null))),
        report.waitsFor().isEmpty(),
        report.waitsFor().orElse(null),
        named ? report.awaited().names() : null);
  }
}
