// SPDX-License-Identifier: Apache-2.0
/**
 * What the routes and their user agree on: settings that are given, and a listener that is told. No
 * decision is made here.
 */
@NullMarked
package org.ingestd.routes.contract;

import org.jspecify.annotations.NullMarked;
