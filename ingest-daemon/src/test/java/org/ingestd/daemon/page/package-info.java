/** The page in a real Chromium. */
@org.jspecify.annotations.NullMarked
package org.ingestd.daemon.page;
