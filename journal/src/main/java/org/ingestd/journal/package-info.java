/**
 * The life cycle of a file: states, the one table of allowed transitions, problems, and what the
 * daemon remembers of each file; no SQL stands here.
 */
@NullMarked
package org.ingestd.journal;

import org.jspecify.annotations.NullMarked;
