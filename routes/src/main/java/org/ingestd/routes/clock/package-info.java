/** Time that passes, and the time on the wall, which somebody may set. */
@NullMarked
package org.ingestd.routes.clock;

import org.jspecify.annotations.NullMarked;
