/** What {@code verify} found: a closed list of kinds, and how one is told. */
@NullMarked
package org.ingestd.daemon.verify.difference;

import org.jspecify.annotations.NullMarked;
