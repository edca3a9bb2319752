// SPDX-License-Identifier: Apache-2.0
/**
 * What Rucio is told and what it answers, as values: files, replicas, rules, outcomes, refusals. No
 * call is made here.
 */
@NullMarked
package org.ingestd.registration.catalogue;

import org.jspecify.annotations.NullMarked;
