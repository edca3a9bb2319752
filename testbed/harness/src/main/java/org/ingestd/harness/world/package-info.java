/** A small observatory for one experiment: disk, catalogue, storage, and the daemon's processes. */
@NullMarked
package org.ingestd.harness.world;

import org.jspecify.annotations.NullMarked;
