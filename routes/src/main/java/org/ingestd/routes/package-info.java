/**
 * Camel routes that wire discovery, the journal and the steps together; what happens to a file is
 * decided in steps, not here.
 */
@NullMarked
package org.ingestd.routes;

import org.jspecify.annotations.NullMarked;
