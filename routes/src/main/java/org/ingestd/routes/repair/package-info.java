/** Rules that an operator has looked at and mended. */
@NullMarked
package org.ingestd.routes.repair;

import org.jspecify.annotations.NullMarked;
