// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.format;

/** What a file's own format says of its end. */
public sealed interface Completion {

  /** By its headers nothing is missing and nothing is too much. */
  record Complete() implements Completion {}

  /** The writer may still be at it. */
  record NotYet(String why) implements Completion {}

  /** It is no file of this format, or damaged in a way that no writing on would mend. */
  record Broken(String why) implements Completion {}
}
