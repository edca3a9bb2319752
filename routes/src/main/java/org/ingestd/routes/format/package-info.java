/**
 * What a file's own format says of its completeness: its length as it stands in its headers,
 * against the bytes that are there. A few small reads of the open file, whatever its size.
 */
@NullMarked
package org.ingestd.routes.format;

import org.jspecify.annotations.NullMarked;
