/** Files that hold secrets or certificates: who may read them, and what stands in them. */
@NullMarked
package org.ingestd.registration.credential;

import org.jspecify.annotations.NullMarked;
