// SPDX-License-Identifier: Apache-2.0
/** A real SSH server of this machine's OpenSSH, for one user on a loopback port. */
@NullMarked
package org.ingestd.testbed.sshd;

import org.jspecify.annotations.NullMarked;
