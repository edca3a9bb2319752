// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.nights;

import org.ingestd.routes.contract.CollectionSettings.Expected;
import org.ingestd.routes.nights.NightReport.Awaited;
import org.ingestd.routes.steps.Source;
import org.ingestd.rse.RawPath;

/** What is expected of one night, compared with what arrives. One thread. */
interface Expectation {

  /** Whether {@link #arrived} must hear of every file. */
  boolean asksForNames();

  void arrived(RawPath path);

  /**
   * @param files how many arrived
   * @param names at most so many missing ones are named
   */
  Awaited awaited(long files, int names);

  static Expectation of(Source source, String night) {
    Expected expected = source.settings().collections().expected();
    if (expected.list().isPresent()) {
      return ExpectedList.read(source.settings().path(), expected.list().get(), night);
    }
    if (expected.number().isPresent()) {
      return new ExpectedNumbers(
          source.settings().treatment().naming().pattern().orElseThrow(), expected.number().get());
    }
    return new ExpectedCount(expected.count());
  }
}
