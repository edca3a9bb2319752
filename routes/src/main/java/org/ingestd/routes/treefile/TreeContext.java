// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.treefile;

import java.time.Clock;
import org.ingestd.journal.Journal;
import org.ingestd.routes.contract.IngestListener;
import org.ingestd.routes.disk.Mounts;
import org.ingestd.routes.steps.Sources;

/** What all {@code treefile:} endpoints share. */
public record TreeContext(
    Journal journal,
    Sources sources,
    Mounts mounts,
    ScanBook book,
    IngestListener listener,
    Clock clock) {}
