/**
 * A proxy between a client and any Rucio, in this process, that spoils what passes: answers lost
 * after they were committed, cut, late, never, in HTML, or in other words.
 */
@NullMarked
package org.ingestd.testbed.proxy;

import org.jspecify.annotations.NullMarked;
