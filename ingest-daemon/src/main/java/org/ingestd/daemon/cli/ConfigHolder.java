// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.cli;

import java.nio.file.Path;

/** The command that all verbs stand below: it knows which configuration is meant. */
public interface ConfigHolder {

  Path configFile();
}
