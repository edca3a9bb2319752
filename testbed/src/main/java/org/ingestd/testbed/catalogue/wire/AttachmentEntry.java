// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attachment of {@code POST /dids/attachments}.
 *
 * @param rse null: the children exist already
 */
public record AttachmentEntry(
    String scope, String name, @Nullable String rse, List<FileEntry> children) {}
