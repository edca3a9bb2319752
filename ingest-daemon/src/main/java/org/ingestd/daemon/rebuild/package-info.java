/** The verbs that copy the journal, and make a new one where it is lost. */
@NullMarked
package org.ingestd.daemon.rebuild;

import org.jspecify.annotations.NullMarked;
