// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Keys of a group that the design knows and this version does not: refused by name. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Later {

  String[] value();
}
