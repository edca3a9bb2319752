// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.condition;

/**
 * Whether something holds for a file.
 *
 * @param why for a person, e.g. {@code stream is 2}
 */
public record Verdict(boolean holds, String why) {}
