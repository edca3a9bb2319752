/** Who comes in to the HTTP server from where, and what may be done with which token. */
@NullMarked
package org.ingestd.daemon.http.door;

import org.jspecify.annotations.NullMarked;
