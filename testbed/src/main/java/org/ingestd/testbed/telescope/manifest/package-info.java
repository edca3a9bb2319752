/** What was written, what must become of it, and whether copies agree. */
@NullMarked
package org.ingestd.testbed.telescope.manifest;

import org.jspecify.annotations.NullMarked;
