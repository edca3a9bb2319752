// SPDX-License-Identifier: Apache-2.0
/** How a server is met: what a session must be like, its key and ours, and why there is none. */
@NullMarked
package org.ingestd.routes.sftp.connect;

import org.jspecify.annotations.NullMarked;
