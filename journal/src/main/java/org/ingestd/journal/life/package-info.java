// SPDX-License-Identifier: Apache-2.0
/**
 * A file and its life: its key, what is known of it, states, the one table of allowed transitions,
 * problems and retries. Values and rules only; nothing here remembers anything.
 */
@NullMarked
package org.ingestd.journal.life;

import org.jspecify.annotations.NullMarked;
