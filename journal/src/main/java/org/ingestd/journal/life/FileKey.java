// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.life;

import org.ingestd.rse.RawPath;

/**
 * Which file: the source's name and the path below the source's directory. With the generation this
 * is a file's identity; inode and times are recorded to notice change, never to recognise a file.
 */
public record FileKey(String source, RawPath path) {}
