// SPDX-License-Identifier: Apache-2.0
/**
 * What a sighting or a verdict does to a file, as pure rules that both stores share, so that the
 * twin in memory and the one in SQLite cannot differ. Nothing is stored here.
 */
@NullMarked
package org.ingestd.journal.change;

import org.jspecify.annotations.NullMarked;
