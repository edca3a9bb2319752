/** RSEs: protocols, PFNs in both directions, attributes and expressions over them. */
@NullMarked
package org.ingestd.testbed.catalogue.storage;

import org.jspecify.annotations.NullMarked;
