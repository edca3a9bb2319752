@org.jspecify.annotations.NullMarked
package org.ingestd.journal.sqlite.outlook;
