// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope.content;

import org.ingestd.rse.RawPath;
import org.ingestd.testbed.telescope.content.format.Content;

/**
 * One file that an instrument is going to write.
 *
 * @param path below the directory that all profiles share; begins with {@link Profile#folder}
 * @param roughBytes the size to expect, for cutting a slow write into chunks; not exact
 */
public record MockFile(Profile profile, RawPath path, long roughBytes, Content content) {}
