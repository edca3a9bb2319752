// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.telling;

import java.time.Instant;

/**
 * One thing that happened, as the page shows it.
 *
 * @param number rises by one with each event since the daemon's start
 * @param level {@code info}, {@code warning} or {@code critical}
 * @param source empty if it concerns none
 * @param path empty if it concerns no file; safe to show, see {@code RawPath.text}
 */
public record Event(
    long number, Instant at, String level, String source, String path, String text) {}
