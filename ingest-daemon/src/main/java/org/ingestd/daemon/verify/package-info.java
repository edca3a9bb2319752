/**
 * The verb {@code verify}: disk, journal and Rucio compared with each other, each difference named.
 * Reports only.
 */
@NullMarked
package org.ingestd.daemon.verify;

import org.jspecify.annotations.NullMarked;
