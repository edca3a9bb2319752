/**
 * What changes the catalogue, each call all or nothing, with the checks and their order of Rucio's
 * core.
 */
@NullMarked
package org.ingestd.testbed.catalogue.change;

import org.jspecify.annotations.NullMarked;
