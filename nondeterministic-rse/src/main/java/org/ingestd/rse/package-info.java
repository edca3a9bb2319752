/**
 * What a file on this disk is called in Rucio (DID, dataset) and where it lies (PFN), and what the
 * source RSE must be like; pure arithmetic on names, no network and no file is opened here.
 */
@NullMarked
package org.ingestd.rse;

import org.jspecify.annotations.NullMarked;
