// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.ingestd.journal.outlook.Arrivals;
import org.ingestd.journal.outlook.Sample;
import org.jspecify.annotations.Nullable;

/**
 * What comes into a source, and where it finds room.
 *
 * @param lastFile that was first seen last; null: none was ever
 * @param lastHour files that were last written in the last hour and are complete, and their bytes
 * @param room of its disk; null where nobody knows it, e.g. on another host
 */
public record Inflow(@Nullable LastFile lastFile, Sample.Amount lastHour, @Nullable RoomView room) {

  public static final Inflow NONE = new Inflow(null, Sample.Amount.NONE, null);

  /**
   * @param sighted when it was first seen
   */
  public record LastFile(long id, @JsonUnwrapped FileView.Where where, Instant sighted) {}

  /**
   * A file system, in bytes.
   *
   * @param full in how many seconds nothing is left if files of all its sources go on coming as in
   *     the last hour and none is removed; null if none came
   */
  public record RoomView(long free, long size, @Nullable Long full) {

    /**
     * @param hour what came onto the file system in the last hour, in bytes
     */
    public static RoomView of(long free, long size, long hour) {
      return new RoomView(
          free, size, hour == 0 ? null : (Long) (long) (free / (hour / SECONDS_OF_HOUR)));
    }
  }

  private static final double SECONDS_OF_HOUR = Arrivals.SPAN.toSeconds();

  /**
   * @param arrivals null: none
   */
  public static Inflow of(@Nullable Arrivals arrivals, @Nullable RoomView room) {
    if (arrivals == null) {
      return new Inflow(null, Sample.Amount.NONE, room);
    }
    LastFile last =
        new LastFile(
            arrivals.newest().id(),
            FileView.Where.of(arrivals.newest().key().source(), arrivals.newest().key().path()),
            arrivals.sighted());
    return new Inflow(last, arrivals.hour(), room);
  }
}
