// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ingestd.daemon.manual.ConfigurationPage;
import org.ingestd.daemon.manual.VerbsPage;
import org.ingestd.daemon.view.Build;
import picocli.CommandLine;

/** Writes the texts of the package that come from the program: manual pages and completions. */
public final class PackageTexts {

  private PackageTexts() {}

  /** Called by the build with a directory and the program's time (ISO 8601). */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    write(folder, arguments[1].substring(0, "2026-01-21".length()));
  }

  /**
   * @param date for the foot of the pages, {@code 2026-01-21}
   */
  static void write(Path folder, String date) throws IOException {
    String version = "ingestd " + Build.current().version();
    CommandLine ingestd = CommandLineFace.of(silent(), silent());
    Files.writeString(
        folder.resolve("ingestd.1"), VerbsPage.write(ingestd.getCommandSpec(), date, version));
    Files.writeString(folder.resolve("ingestd.yaml.5"), ConfigurationPage.write(date, version));
    for (String shell : new String[] {"bash", "fish"}) {
      Files.writeString(folder.resolve("ingestd." + shell), completion(shell));
    }
  }

  private static String completion(String shell) {
    StringWriter script = new StringWriter();
    PrintWriter out = new PrintWriter(script);
    CommandLineFace.of(out, silent()).execute("completion", shell);
    out.flush();
    // A shell reads it; it is no program.
    return script.toString().replaceFirst("^#!.*\\R", "");
  }

  private static PrintWriter silent() {
    return new PrintWriter(new StringWriter());
  }
}
