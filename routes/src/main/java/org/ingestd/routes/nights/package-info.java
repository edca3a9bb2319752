/**
 * What is expected of a night, what has arrived, and when it is complete: one answer for the verb
 * that shows it and for the step that closes datasets. No Camel here.
 */
@NullMarked
package org.ingestd.routes.nights;

import org.jspecify.annotations.NullMarked;
