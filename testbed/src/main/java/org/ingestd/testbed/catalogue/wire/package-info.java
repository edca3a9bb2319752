/**
 * What goes over the wire: field rules, request bodies, errors and dates as Rucio writes them;
 * knows no state.
 */
@NullMarked
package org.ingestd.testbed.catalogue.wire;

import org.jspecify.annotations.NullMarked;
