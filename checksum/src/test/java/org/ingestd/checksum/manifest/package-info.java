@NullMarked
package org.ingestd.checksum.manifest;

import org.jspecify.annotations.NullMarked;
