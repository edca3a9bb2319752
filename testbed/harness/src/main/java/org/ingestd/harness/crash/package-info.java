/** The daemon in a process of its own that stops dead at a named place. */
@NullMarked
package org.ingestd.harness.crash;

import org.jspecify.annotations.NullMarked;
