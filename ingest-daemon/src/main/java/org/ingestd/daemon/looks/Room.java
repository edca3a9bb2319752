// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.looks;

/**
 * How much room a file system has, in bytes.
 *
 * @param mount where it is mounted: the same for all that share it
 * @param free for those without special rights
 */
public record Room(String mount, long free, long size) {}
