/** Judge and conveyor: evaluate rules some time after an attachment, and really copy bytes. */
@NullMarked
package org.ingestd.testbed.catalogue.daemons;

import org.jspecify.annotations.NullMarked;
