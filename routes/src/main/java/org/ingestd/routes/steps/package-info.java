/**
 * One class a step of a file's way, in plain Java: takes due files, does the effect, records the
 * outcome; no Camel here.
 */
@NullMarked
package org.ingestd.routes.steps;

import org.jspecify.annotations.NullMarked;
