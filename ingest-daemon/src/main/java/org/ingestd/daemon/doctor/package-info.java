/**
 * Everything that can be checked before the first night; each check tries, none changes anything.
 */
@NullMarked
package org.ingestd.daemon.doctor;

import org.jspecify.annotations.NullMarked;
