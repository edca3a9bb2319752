/**
 * What each side says of a file, and how the three are put side by side: the disk, the journal,
 * Rucio. Nothing is told here.
 */
@NullMarked
package org.ingestd.daemon.verify.sides;

import org.jspecify.annotations.NullMarked;
