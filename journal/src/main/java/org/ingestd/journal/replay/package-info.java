// SPDX-License-Identifier: Apache-2.0
/**
 * Replays as values: what was asked for, how far it is, and what it found. Nothing is stored or
 * done here.
 */
@NullMarked
package org.ingestd.journal.replay;

import org.jspecify.annotations.NullMarked;
