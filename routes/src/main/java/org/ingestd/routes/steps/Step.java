// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps;

import java.util.List;
import org.ingestd.journal.life.JournalFile;

/**
 * One step of a file's way. Takes files that are due in one state, does the step's effect and
 * records an outcome for each; a file without an outcome keeps its state and is due again. The
 * effect may be repeated: after a crash nothing has to be cleaned up. Thread-safe.
 */
@FunctionalInterface
public interface Step {

  /**
   * @param batch files in this step's state that nobody else has in hand
   */
  void take(List<JournalFile> batch);
}
