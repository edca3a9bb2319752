/**
 * Lists of checksums, as {@code md5sum}, {@code sha256sum} and our own command line write them, and
 * the comparison of a file with its line; nothing here reads a file but the list itself.
 */
@NullMarked
package org.ingestd.checksum.manifest;

import org.jspecify.annotations.NullMarked;
