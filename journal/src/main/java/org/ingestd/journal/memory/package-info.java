// SPDX-License-Identifier: Apache-2.0
/** The journal's twin in memory, for tests and simulations; it forgets all at its end. */
@NullMarked
package org.ingestd.journal.memory;

import org.jspecify.annotations.NullMarked;
