/**
 * The demonstration: mock telescope, embedded catalogue and daemon in one process and one folder,
 * and the proof at its end; the mock telescope alone, too.
 */
@NullMarked
package org.ingestd.daemon.demo;

import org.jspecify.annotations.NullMarked;
