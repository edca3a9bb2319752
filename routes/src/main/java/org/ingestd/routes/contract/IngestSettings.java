// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.contract;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * All that the routes need to know.
 *
 * @param state the daemon's own directory
 * @param inbox the folder that takes requests for replays
 */
public record IngestSettings(
    String instance,
    Path state,
    Place place,
    List<SourceSettings> sources,
    Limits limits,
    Path inbox) {

  /**
   * The source RSE.
   *
   * @param root the directory on this host that the RSE's prefix stands for
   * @param scheme of PFNs; empty: the RSE's best write protocol
   */
  public record Place(String rse, Path root, Optional<String> scheme) {}

  /**
   * @param readBytesPerSecond 0: as fast as it goes
   * @param backlogShare 0 to 1: of each claim, how much the backlog gets while live files wait
   */
  public record Limits(long readBytesPerSecond, int digestThreads, double backlogShare) {}
}
