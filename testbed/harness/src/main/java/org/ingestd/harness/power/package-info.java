/** Disks that forget what was not forced to them. */
@NullMarked
package org.ingestd.harness.power;

import org.jspecify.annotations.NullMarked;
