/** What a developer needs to understand a site from afar, without its secrets. */
@NullMarked
package org.ingestd.daemon.support;

import org.jspecify.annotations.NullMarked;
