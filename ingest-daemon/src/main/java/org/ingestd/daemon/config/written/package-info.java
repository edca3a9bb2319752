/**
 * What is written from the shape of the configuration: schema, template, tables, effective values.
 */
@NullMarked
package org.ingestd.daemon.config.written;

import org.jspecify.annotations.NullMarked;
