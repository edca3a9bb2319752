// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.rebuild;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.ingestd.rse.Did;

/** What a rebuild came across. One thread. */
final class Findings {

  private final Set<Did> datasets = new LinkedHashSet<>();
  private final Map<Did, DatasetReading.Base> continued = new LinkedHashMap<>();
  private long files;
  private long bytes;
  private long same;
  private long other;
  private long onlyThere;
  private long held;
  private boolean worrying;

  void file(long size) {
    files++;
    bytes += size;
  }

  /** In which files of the sources are or would be. */
  Set<Did> datasets() {
    return datasets;
  }

  /** Those that are limited or closed by their source, by their name in its naming. */
  Map<Did, DatasetReading.Base> continued() {
    return continued;
  }

  void inRucio(boolean sameSize) {
    if (sameSize) {
      same++;
    } else {
      other++;
      worrying = true;
    }
  }

  void onlyThere(long count) {
    onlyThere = count;
    worrying |= count > 0;
  }

  void heldAgain() {
    held++;
  }

  /** Something could not be looked at. */
  void notAsked() {
    worrying = true;
  }

  long files() {
    return files;
  }

  long bytes() {
    return bytes;
  }

  long same() {
    return same;
  }

  long other() {
    return other;
  }

  long onlyThere() {
    return onlyThere;
  }

  long held() {
    return held;
  }

  boolean isWorrying() {
    return worrying;
  }
}
