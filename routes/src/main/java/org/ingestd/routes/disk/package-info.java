/**
 * How the sources' disks are looked at, forced and read in peace; plain Java, and nothing here ever
 * writes to them.
 */
@NullMarked
package org.ingestd.routes.disk;

import org.jspecify.annotations.NullMarked;
