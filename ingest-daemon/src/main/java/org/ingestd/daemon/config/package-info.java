/**
 * Reads the configuration, tells everything that is wrong with it at once, and turns it into the
 * settings of the other rooms.
 */
@NullMarked
package org.ingestd.daemon.config;

import org.jspecify.annotations.NullMarked;
