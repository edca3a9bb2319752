/**
 * What the mock instruments write: names and places, with bytes made by {@code format}. All is a
 * function of seed, first night and running number; nothing here touches a disk or a clock.
 */
@NullMarked
package org.ingestd.testbed.telescope.content;

import org.jspecify.annotations.NullMarked;
