// SPDX-License-Identifier: Apache-2.0
/** Rucio servers differ by version; here stands how, once. */
@NullMarked
package org.ingestd.rse.version;

import org.jspecify.annotations.NullMarked;
