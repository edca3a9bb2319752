/**
 * A Rucio catalogue inside the process that answers as real servers do, with faults on demand;
 * never used in production.
 */
@NullMarked
package org.ingestd.testbed.catalogue;

import org.jspecify.annotations.NullMarked;
