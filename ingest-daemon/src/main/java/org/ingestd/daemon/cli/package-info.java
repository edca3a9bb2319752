/**
 * The verbs: each reads its options, calls what does the work and prints the outcome. Verb classes
 * name no heavy types, so that asking for the version does not load a database.
 */
@NullMarked
package org.ingestd.daemon.cli;

import org.jspecify.annotations.NullMarked;
