/** A call and its answer, apart from any server: what calls work with. */
@NullMarked
package org.ingestd.testbed.catalogue.exchange;

import org.jspecify.annotations.NullMarked;
