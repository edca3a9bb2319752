// SPDX-License-Identifier: Apache-2.0
/**
 * Metadata of registered files on their way into Rucio: a lane of its own, on which nothing else
 * depends.
 */
@NullMarked
package org.ingestd.routes.steps.metadata;

import org.jspecify.annotations.NullMarked;
