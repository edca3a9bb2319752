/**
 * Says which lies there are in what a run has left: disk, catalogue and journal are read by means
 * of its own and compared. Shares no code with the daemon.
 */
@NullMarked
package org.ingestd.harness.oracle;

import org.jspecify.annotations.NullMarked;
