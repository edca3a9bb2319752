/** JMH: what single operations cost. */
@NullMarked
package org.ingestd.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
