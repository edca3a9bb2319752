/**
 * REGISTERED → PROTECTED → SAFE: rules cover a file, copies arrive, and the file itself is still
 * the one that was registered. No Camel here.
 */
@NullMarked
package org.ingestd.routes.steps.custody;

import org.jspecify.annotations.NullMarked;
