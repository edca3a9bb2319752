/** Registration into a real Rucio server next to a bare client. */
@NullMarked
package org.ingestd.benchmarks.registration;

import org.jspecify.annotations.NullMarked;
