/**
 * The bytes of FITS tables, tar archives and ROOT-like containers, and what they say of the sky.
 */
@NullMarked
package org.ingestd.testbed.telescope.content.format;

import org.jspecify.annotations.NullMarked;
