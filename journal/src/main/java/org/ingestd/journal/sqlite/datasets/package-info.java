/** Datasets and who was put into them, in the tables. */
@NullMarked
package org.ingestd.journal.sqlite.datasets;

import org.jspecify.annotations.NullMarked;
