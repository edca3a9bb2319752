/** The server: routes, sending, faults on demand, counters. */
@NullMarked
package org.ingestd.testbed.catalogue.http;

import org.jspecify.annotations.NullMarked;
