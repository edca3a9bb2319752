/** The daemon's main: what is configured is put together and run here. */
@NullMarked
package org.ingestd.daemon;

import org.jspecify.annotations.NullMarked;
