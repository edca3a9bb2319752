/**
 * What nobody tells the daemon and it has to look at from time to time: room on disks, the
 * journal's size, how rules stand, what nights miss, the server's clock. Numbers only; nothing here
 * decides.
 */
@NullMarked
package org.ingestd.daemon.looks;

import org.jspecify.annotations.NullMarked;
