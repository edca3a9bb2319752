/**
 * The journal's tables: one connection, how values and files stand in rows, and the queries. Public
 * only for the package above, which owns transactions and threads.
 */
@NullMarked
package org.ingestd.journal.sqlite.tables;

import org.jspecify.annotations.NullMarked;
