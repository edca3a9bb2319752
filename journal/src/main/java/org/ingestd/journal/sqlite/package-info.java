/** The journal's memory in SQLite, the only package that may use java.sql. */
@NullMarked
package org.ingestd.journal.sqlite;

import org.jspecify.annotations.NullMarked;
