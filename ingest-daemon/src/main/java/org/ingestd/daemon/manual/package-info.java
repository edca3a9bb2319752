/**
 * Manual pages and examples of the command line, from the same source as {@code --help}: the verbs
 * and the configuration's records.
 */
@NullMarked
package org.ingestd.daemon.manual;

import org.jspecify.annotations.NullMarked;
