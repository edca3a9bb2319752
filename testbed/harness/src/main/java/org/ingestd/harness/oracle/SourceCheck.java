// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.oracle;

import java.util.ArrayList;
import java.util.List;

/** Whether every file of the source is what it was. */
final class SourceCheck {

  private SourceCheck() {}

  static List<Finding> of(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    evidence
        .before()
        .files()
        .forEach(
            (path, before) -> {
              DiskFile after = evidence.after().files().get(path);
              if (!before.equals(after)) {
                findings.add(
                    new Finding(
                        Violation.SOURCE_TOUCHED,
                        path,
                        before + " is now " + (after == null ? "gone" : after)));
              }
            });
    return findings;
  }
}
