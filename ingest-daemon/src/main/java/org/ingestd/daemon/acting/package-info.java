/**
 * What an operator may do to single files: the orders, what each means for a file in each state,
 * and the token that acting calls need.
 */
@NullMarked
package org.ingestd.daemon.acting;

import org.jspecify.annotations.NullMarked;
