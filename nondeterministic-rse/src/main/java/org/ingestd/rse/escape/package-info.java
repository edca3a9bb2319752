/**
 * Ways of writing hostile bytes so that they can be read back: for people, in URLs, in DID names.
 * Pure functions on bytes; nothing here knows Rucio's versions or the file system.
 */
@NullMarked
package org.ingestd.rse.escape;

import org.jspecify.annotations.NullMarked;
