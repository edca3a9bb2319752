/**
 * The configuration as records, one component a key (kebab-case in the file); each says in an
 * annotation what it is for and what holds without it. Schema, documentation and the template of
 * {@code config init} are made from them.
 */
@NullMarked
package org.ingestd.daemon.config.model;

import org.jspecify.annotations.NullMarked;
