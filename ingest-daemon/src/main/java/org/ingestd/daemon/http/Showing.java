// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http;

import java.util.function.Function;
import java.util.function.Supplier;
import org.ingestd.daemon.acting.ActingDoor;
import org.ingestd.daemon.telling.EventRing;
import org.ingestd.daemon.view.StatusView;
import org.ingestd.journal.JournalReader;

/**
 * What the HTTP side needs to know of the daemon. Every part is asked at each request.
 *
 * @param files the journal, for lists and single files
 * @param metrics the text of all meters, by what the header {@code Accept} says
 * @param acting what may be done to single files, by whom
 */
public record Showing(
    Supplier<StatusView> status,
    JournalReader files,
    Supplier<HealthView> health,
    Function<String, MetricsText> metrics,
    EventRing events,
    ActingDoor acting) {}
