/**
 * One reading of a file that gives all its digests and notices change while reading; nothing here
 * knows Rucio, the journal or Camel.
 */
@NullMarked
package org.ingestd.checksum;

import org.jspecify.annotations.NullMarked;
