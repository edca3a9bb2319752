// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.shape;

/** What stands behind a key. */
public sealed interface Form {

  /** A single value. */
  record Leaf(Scalar<?> scalar) implements Form {}

  /**
   * Several of one form.
   *
   * @param set whether order and repetition mean nothing
   */
  record Several(Form item, boolean set) implements Form {}

  /** A group of keys. */
  record Group(Shape shape) implements Form {}
}
