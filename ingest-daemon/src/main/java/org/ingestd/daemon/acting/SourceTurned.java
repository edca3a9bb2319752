// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.acting;

import org.jspecify.annotations.Nullable;

/**
 * What became of an order about a source.
 *
 * @param result {@code paused}, {@code resumed}, {@code rescanned}, {@code comparing}, or a word
 *     that begins with {@code already_}
 * @param paused who paused it and why; null if nobody did
 */
public record SourceTurned(String source, String result, @Nullable String paused) {}
