/**
 * What is known of the Rucio side: the source RSE, the datasets and rules that exist already, what
 * a refusal means for a file. No Camel here.
 */
@NullMarked
package org.ingestd.routes.steps.rucio;

import org.jspecify.annotations.NullMarked;
