/**
 * Which keys a configuration has, read off the records: the one description that binding, schema,
 * documentation and template share.
 */
@NullMarked
package org.ingestd.daemon.config.shape;

import org.jspecify.annotations.NullMarked;
