// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.model;

import java.time.Duration;
import java.util.Optional;
import org.ingestd.journal.dataset.Filling.Late;

/** How datasets are filled, and when they are closed. */
public record DatasetsConfig(
    @Key(
            value =
                "Files in one dataset at most; what does not fit goes into NAME_part002 and so on.",
            unsetSays = "no limit",
            example = "10000",
            min = 1)
        Optional<Integer> maxFiles,
    @Key(
            value = "Bytes in one dataset at most; a single larger file gets one of its own.",
            unsetSays = "no limit",
            example = "10TB")
        Optional<ByteSize> maxBytes,
    @Key(
            "When a night is complete; all that is set must hold. Its datasets are closed then, once"
                + " all their files are registered. Without any of it they stay open.")
        Close close,
    @Key(
            value =
                "Where files go whose dataset was closed: into a dataset of their own, which stays"
                    + " open, or into the closed one, which is opened for them.",
            unset = "own")
        Late late,
    @Key(
            value = "Follows the closed dataset's name in that of the late files' own.",
            unset = "_late",
            matches = "[A-Za-z0-9._-]{1,40}",
            allowed = "1 to 40 letters, digits, dots, dashes and underscores")
        String lateSuffix) {

  /** The conditions. */
  public record Close(
      @Key(value = "All that is expected has arrived.", unset = "false") boolean expected,
      @Key(
              value = "A file below the source is there that says so; {night} stands in its path.",
              unsetSays = "none",
              example = "\"{night}.done\"")
          Optional<String> marker,
      @Key(
              value = "So long after the night's end, which is noon or midnight.",
              unsetSays = "none",
              example = "6h")
          Optional<Duration> after) {}
}
