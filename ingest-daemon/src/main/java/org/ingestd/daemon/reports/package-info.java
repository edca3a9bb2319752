/** What reading verbs print: status, files, the journal's soundness, checksums. */
@NullMarked
package org.ingestd.daemon.reports;

import org.jspecify.annotations.NullMarked;
