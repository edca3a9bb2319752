/**
 * The {@code journal:} component: claims due files of one state in batches, one exchange a batch;
 * what happens to them is not decided here.
 */
@NullMarked
package org.ingestd.routes.claim;

import org.jspecify.annotations.NullMarked;
