/** An OpenID issuer with knobs, for tests and demonstrations. */
@NullMarked
package org.ingestd.testbed.issuer;

import org.jspecify.annotations.NullMarked;
