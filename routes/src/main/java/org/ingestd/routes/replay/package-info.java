// SPDX-License-Identifier: Apache-2.0
/**
 * Puts what is on disk onto the backlog lane, as somebody asked for: in the daemon, or in a verb
 * where none runs. What it changes is decided by the journal.
 */
@NullMarked
package org.ingestd.routes.replay;

import org.jspecify.annotations.NullMarked;
