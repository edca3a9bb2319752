// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.cli;

import java.nio.file.Path;
import java.util.List;
import org.ingestd.daemon.reports.ChecksumReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "checksum",
    description = "Digests of files, computed as the daemon does, in one reading each.")
public final class ChecksumVerb extends Verb {

  @Parameters(arity = "0..*", paramLabel = "FILE", description = "Files to read.")
  private List<Path> files = List.of();

  @Option(
      names = "--digests",
      paramLabel = "DIGEST",
      split = ",",
      description = "Of adler32, md5, sha256, crc32c; default: adler32.")
  private List<String> digests = List.of("adler32");

  @Option(
      names = "--compare",
      paramLabel = "MANIFEST",
      description =
          "Compares with a manifest ('HEX  PATH' lines as md5sum writes them, or lines of this"
              + " verb); exit 2 if one differs.")
  private @Nullable Path manifest;

  @Mixin private JsonOption json = new JsonOption();

  @Override
  public Integer call() throws Exception {
    ChecksumReport report = new ChecksumReport(digests, terminal(json.wanted));
    return manifest == null ? report.digests(files) : report.compare(manifest, files);
  }
}
