/**
 * The one place that speaks HTTP with Rucio: signing in, registering in place, rules, reading back;
 * it knows no journal and no Camel.
 */
@NullMarked
package org.ingestd.registration;

import org.jspecify.annotations.NullMarked;
