// SPDX-License-Identifier: Apache-2.0
/**
 * Sources on other hosts: an SSH server's files looked at, listed and read over SFTP, never
 * changed. Sessions are made by Camel's SFTP component; nothing here runs in a route.
 */
@NullMarked
package org.ingestd.routes.sftp;

import org.jspecify.annotations.NullMarked;
