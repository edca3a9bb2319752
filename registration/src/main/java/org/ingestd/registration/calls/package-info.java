// SPDX-License-Identifier: Apache-2.0
/**
 * The calls to Rucio by what they are about: accounts, datasets, attachments, rules, replicas,
 * reading back. They speak through the rest package and are reached through RucioClient only.
 */
@NullMarked
package org.ingestd.registration.calls;

import org.jspecify.annotations.NullMarked;
