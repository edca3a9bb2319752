/** What {@code verify} leaves for the daemon's numbers. */
@NullMarked
package org.ingestd.daemon.verify.result;

import org.jspecify.annotations.NullMarked;
