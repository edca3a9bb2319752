// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.view;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.outlook.Sample;

/** How much stood where at some moment; states where nothing was are left out. */
public record SampleView(Instant at, Map<FileState, Long> files, Map<FileState, Long> bytes) {

  public static SampleView of(Sample sample) {
    Map<FileState, Long> files = new EnumMap<>(FileState.class);
    Map<FileState, Long> bytes = new EnumMap<>(FileState.class);
    sample
        .amounts()
        .forEach(
            (state, amount) -> {
              files.put(state, amount.files());
              bytes.put(state, amount.bytes());
            });
    return new SampleView(sample.at(), files, bytes);
  }
}
