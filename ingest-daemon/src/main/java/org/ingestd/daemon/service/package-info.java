/** What the service manager (systemd) is told, and how it is heard. */
@NullMarked
package org.ingestd.daemon.service;

import org.jspecify.annotations.NullMarked;
