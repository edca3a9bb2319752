// SPDX-License-Identifier: Apache-2.0
/**
 * What is said of a file beside its content: by its name, by its own headers, and by files that lie
 * beside it. Reads those, compares what they declare with what was read, and gathers metadata;
 * decides nothing about the file's state.
 */
@NullMarked
package org.ingestd.routes.describe;

import org.jspecify.annotations.NullMarked;
