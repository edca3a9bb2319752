// SPDX-License-Identifier: Apache-2.0
/** Which names below a source's directory are its files, and which are passed over. */
@NullMarked
package org.ingestd.routes.selection;

import org.jspecify.annotations.NullMarked;
