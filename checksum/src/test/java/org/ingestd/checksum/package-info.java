@NullMarked
package org.ingestd.checksum;

import org.jspecify.annotations.NullMarked;
