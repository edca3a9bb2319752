/**
 * What a rule is for: conditions on the groups of a file's name, on its size and its metadata. No
 * Camel here.
 */
@NullMarked
package org.ingestd.routes.condition;

import org.jspecify.annotations.NullMarked;
