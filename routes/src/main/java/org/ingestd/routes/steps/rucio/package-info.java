/**
 * The steps that speak with Rucio, and what they remember of it; each says no more than was read
 * back. No Camel here.
 */
@NullMarked
package org.ingestd.routes.steps.rucio;

import org.jspecify.annotations.NullMarked;
