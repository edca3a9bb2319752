// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.format;

/** A walk through a file ended before the file's own end. */
final class Ended extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Completion outcome;

  private Ended(Completion outcome) {
    super(outcome.toString(), null, false, false);
    this.outcome = outcome;
  }

  static Ended notYet(String why) {
    return new Ended(new Completion.NotYet(why));
  }

  static Ended broken(String why) {
    return new Ended(new Completion.Broken(why));
  }

  String why() {
    return outcome instanceof Completion.Broken broken
        ? broken.why()
        : outcome instanceof Completion.NotYet notYet ? notYet.why() : "";
  }

  Completion outcome() {
    return outcome;
  }
}
