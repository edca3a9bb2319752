/**
 * Starts and stops a real Rucio server on this machine for tests and benchmarks; nothing here is
 * used in production.
 */
@NullMarked
package org.ingestd.testbed.bed;

import org.jspecify.annotations.NullMarked;
