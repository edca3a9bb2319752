// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.cli;

import picocli.CommandLine.Option;

/** On every reading verb. */
final class JsonOption {

  @Option(names = "--json", description = "Machine-readable, by the written contract.")
  boolean wanted;
}
