// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal;

import org.ingestd.journal.life.FileState;

/**
 * Files of one night that stand alike.
 *
 * @param night {@code YYYYMMDD}
 * @param registered whether Rucio has them from us, whatever became of them since
 * @param problem whether each has one
 */
public record NightCount(
    String source,
    String night,
    FileState state,
    boolean registered,
    boolean problem,
    long files,
    long bytes) {}
