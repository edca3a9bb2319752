// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope.content.format;

/** Where a FITS file says that it comes from: TELESCOP, INSTRUME, ORIGIN. */
public record Facility(String telescope, String instrument, String origin) {}
