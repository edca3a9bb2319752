// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.disk;

import org.ingestd.rse.RawPath;
import org.jspecify.annotations.Nullable;

/**
 * Takes the entries of a directory while it is listed.
 *
 * @param <E> what it may throw, which ends the listing
 */
public interface Entries<E extends Exception> {

  /**
   * @param name in the directory
   * @param look what is there, where the listing says it without being asked; null: to be looked at
   */
  void take(RawPath name, @Nullable Look look) throws E;

  /**
   * A name that no file can have; it is used for nothing.
   *
   * @param harmless the name, made harmless for logs
   */
  void refused(String harmless);
}
