/**
 * The catalogue's rows in memory; every access under the lock of {@link
 * org.ingestd.testbed.catalogue.model.CatalogueState}.
 */
@NullMarked
package org.ingestd.testbed.catalogue.model;

import org.jspecify.annotations.NullMarked;
