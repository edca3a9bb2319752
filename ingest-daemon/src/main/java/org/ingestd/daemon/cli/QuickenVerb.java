// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.apache.commons.io.FileUtils;
import org.ingestd.daemon.config.written.Answers;
import org.ingestd.daemon.config.written.TemplateWriter;
import org.ingestd.daemon.doctor.DoctorReport;
import org.ingestd.daemon.reports.StatusReport;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.Terminal;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.sqlite.SqliteJournal;
import org.ingestd.journal.sqlite.SqliteLibrary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * For packages and checkouts, once after the program came: what later starts are quicker with. It
 * does what short verbs do, so that a JVM that was told to archive its classes at its end has
 * theirs. Nobody types it.
 */
@Command(
    name = "quicken",
    hidden = true,
    description = "Unpacks what makes starts quicker, and does once what short verbs do.")
public final class QuickenVerb extends Verb {

  private static final long ANY_SIZE = 1L << 30;

  @Parameters(paramLabel = "DIR", description = "Where to.")
  private Path directory = Path.of("");

  @Override
  public Integer call() throws Exception {
    out().println(SqliteLibrary.unpack(directory));
    Path folder = Files.createTempDirectory("ingestd-quicken");
    try {
      rehearse(folder);
    } finally {
      FileUtils.deleteDirectory(folder.toFile());
    }
    return Exit.OK;
  }

  private static void rehearse(Path folder) throws Exception {
    Path state = Files.createDirectory(folder.resolve("state"));
    Answers answers = new Answers();
    answers.give("state", state.toString());
    Path configuration = folder.resolve("first.yaml");
    Files.writeString(
        configuration, TemplateWriter.write(TemplateWriter.Extent.REQUIRED_KEYS_SET, answers));
    SqliteJournal.open(state, ANY_SIZE, Clock.systemUTC(), LifeCycleListener.NONE).close();
    for (boolean json : new boolean[] {false, true}) {
      Terminal nobody = new Terminal(silence(), silence(), configuration, json);
      new StatusReport(nobody).print();
      int unused = new DoctorReport(nobody, Clock.systemUTC()).print(true);
    }
  }

  private static PrintWriter silence() {
    return new PrintWriter(Writer.nullWriter());
  }
}
