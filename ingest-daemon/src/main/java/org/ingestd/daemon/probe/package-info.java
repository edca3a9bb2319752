/** What monitoring that calls a program is told. */
@NullMarked
package org.ingestd.daemon.probe;

import org.jspecify.annotations.NullMarked;
