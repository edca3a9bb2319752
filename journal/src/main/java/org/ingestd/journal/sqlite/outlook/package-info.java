/** What people want to see beside single files, asked of the tables. */
@NullMarked
package org.ingestd.journal.sqlite.outlook;

import org.jspecify.annotations.NullMarked;
