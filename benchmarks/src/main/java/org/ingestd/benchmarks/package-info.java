/** Micro-benchmarks of the leaves and loads of the whole pipeline; ratios, never timed tests. */
@NullMarked
package org.ingestd.benchmarks;

import org.jspecify.annotations.NullMarked;
