// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config;

import java.util.List;
import java.util.stream.Collectors;
import org.ingestd.daemon.config.yaml.Fault;

/** A configuration that cannot be used; all that is wrong with it is named. */
public final class ConfigurationRefused extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<Fault> faults;

  public ConfigurationRefused(List<Fault> faults) {
    super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
    this.faults = List.copyOf(faults);
  }

  /** In the order of their lines. */
  public List<Fault> faults() {
    return faults;
  }
}
