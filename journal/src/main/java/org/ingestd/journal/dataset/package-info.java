/**
 * Which dataset each file is put into: decided once, in the order in which files are named, and
 * remembered before anything is done in Rucio.
 */
@NullMarked
package org.ingestd.journal.dataset;

import org.jspecify.annotations.NullMarked;
