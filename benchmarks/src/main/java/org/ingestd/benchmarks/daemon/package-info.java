/** Loads for the whole daemon, which runs in a JVM of its own as operators start it. */
@NullMarked
package org.ingestd.benchmarks.daemon;

import org.jspecify.annotations.NullMarked;
