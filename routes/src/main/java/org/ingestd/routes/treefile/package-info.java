/**
 * The {@code treefile:} component: Camel's File component made to stream a tree of any size and to
 * hand over sightings in batches; it reads directories and attributes, never a file.
 */
@NullMarked
package org.ingestd.routes.treefile;

import org.jspecify.annotations.NullMarked;
