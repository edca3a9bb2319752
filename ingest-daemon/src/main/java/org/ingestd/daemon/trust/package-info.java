// SPDX-License-Identifier: Apache-2.0
/**
 * Meeting an SSH server for the first time: its key is shown, and stored once a person confirms.
 */
@NullMarked
package org.ingestd.daemon.trust;

import org.jspecify.annotations.NullMarked;
