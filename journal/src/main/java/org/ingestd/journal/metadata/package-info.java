// SPDX-License-Identifier: Apache-2.0
/**
 * What the journal remembers of the metadata of files: what they are, and whether Rucio has them.
 * They never hold up a file; so they have a due time of their own beside the file's.
 */
@NullMarked
package org.ingestd.journal.metadata;

import org.jspecify.annotations.NullMarked;
