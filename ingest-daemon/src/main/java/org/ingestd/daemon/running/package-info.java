/**
 * The daemon put together: journal, Rucio, routes, listeners and page, from start to stop, and what
 * it leaves in the state directory for the verbs beside it.
 */
@NullMarked
package org.ingestd.daemon.running;

import org.jspecify.annotations.NullMarked;
