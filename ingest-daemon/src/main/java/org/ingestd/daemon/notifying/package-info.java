/**
 * Messages to people and programs elsewhere: what of all that happens is worth one, and how each
 * gets there without holding anything up.
 */
@NullMarked
package org.ingestd.daemon.notifying;

import org.jspecify.annotations.NullMarked;
