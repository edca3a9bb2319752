/** What each call of the REST interface answers, with the permissions of the generic policy. */
@NullMarked
package org.ingestd.testbed.catalogue.calls;

import org.jspecify.annotations.NullMarked;
