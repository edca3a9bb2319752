/**
 * DIGESTED → REGISTERED: what is checked before Rucio is asked, in which order it is asked, and
 * what each answer means. No Camel here.
 */
@NullMarked
package org.ingestd.routes.steps.register;

import org.jspecify.annotations.NullMarked;
