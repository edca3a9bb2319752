// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.reports;

import java.util.List;
import org.ingestd.daemon.config.model.Config;
import org.ingestd.daemon.config.model.SourceConfig;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.VerbFailed;
import org.jspecify.annotations.Nullable;

/** The option {@code --source} of verbs that list. */
public final class SourceOption {

  private SourceOption() {}

  /**
   * @param wanted null: all sources
   * @throws VerbFailed if none has the name, naming those that there are
   */
  public static void require(Config config, @Nullable String wanted) throws VerbFailed {
    List<String> names = config.sources().stream().map(SourceConfig::name).toList();
    if (wanted != null && !names.contains(wanted)) {
      throw new VerbFailed(
          Exit.USAGE,
          "No source is called '" + wanted + "'; there are: " + String.join(", ", names));
    }
  }
}
