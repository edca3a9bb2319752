// SPDX-License-Identifier: Apache-2.0
/** The Camel component {@code sftptree:}: a source on another host, streamed into the journal. */
@NullMarked
package org.ingestd.routes.sftptree;

import org.jspecify.annotations.NullMarked;
