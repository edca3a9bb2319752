// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.replay;

import java.util.List;

/** A request for a replay cannot be taken; every fault in it is named, with the way out. */
public final class RequestRefused extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<String> faults;

  RequestRefused(List<String> faults) {
    super(String.join("; ", faults));
    this.faults = List.copyOf(faults);
  }

  /** One sentence each. */
  public List<String> faults() {
    return faults;
  }
}
