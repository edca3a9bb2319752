/** Whom we trust on the other side of a connection, and what we show of ourselves. */
@NullMarked
package org.ingestd.registration.tls;

import org.jspecify.annotations.NullMarked;
