/** Every way of getting a token that Rucio takes, and the checks before one is used. */
@NullMarked
package org.ingestd.registration.signin;

import org.jspecify.annotations.NullMarked;
