/** A mock telescope that writes real, valid instrument files with true checksums. */
@NullMarked
package org.ingestd.testbed.telescope;

import org.jspecify.annotations.NullMarked;
