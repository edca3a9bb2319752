/**
 * YAML as a tree that remembers its lines, and the faults found in it; what keys mean is not known
 * here.
 */
@NullMarked
package org.ingestd.daemon.config.yaml;

import org.jspecify.annotations.NullMarked;
