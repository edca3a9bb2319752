// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a key is for. A key without a default is required, unless it is optional or a group. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Key {

  /** One sentence for the operator. */
  String value();

  /** The key where no component of a record can have its name; empty: the component's name. */
  String named() default "";

  /** The default as it would be written in YAML; empty: none. */
  String unset() default "";

  /** What holds without the key, in words, where that is no constant. */
  String unsetSays() default "";

  /** A value for the template of {@code config init}. */
  String example() default "";

  /** Smallest number, or fewest items. */
  long min() default Long.MIN_VALUE;

  long max() default Long.MAX_VALUE;

  /** A regular expression that the whole text must match; {@link #allowed} says it in words. */
  String matches() default "";

  String allowed() default "";

  /** Values of later versions, refused by name. */
  String[] later() default {};

  /** Set in the template of {@code config init} although it is not required. */
  boolean begins() default false;

  /** {@code config init --ask} asks for it, although it may be left out. */
  boolean asked() default false;
}
