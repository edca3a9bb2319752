/** Dry runs: what would become of a path or of everything on disk, changing nothing. */
@NullMarked
package org.ingestd.daemon.trial;

import org.jspecify.annotations.NullMarked;
