// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.support;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.ingestd.daemon.terminal.Amounts;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.Table;
import org.ingestd.daemon.terminal.Terminal;
import org.ingestd.daemon.terminal.VerbFailed;
import org.ingestd.daemon.view.Json;

/** The verb {@code support-bundle}: lists first, and writes only what was listed. */
public final class SupportCommand {

  private final Terminal terminal;
  private final Clock clock;

  public SupportCommand(Terminal terminal, Clock clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  /** The contract of {@code --json}, one object an entry. */
  private record Listed(String name, long bytes, String about) {}

  /**
   * @param yes whether it is written after it was listed
   * @return 2 if it was only listed
   * @throws VerbFailed if the file is there already or cannot be made
   */
  public int bundle(Path file, boolean yes) throws VerbFailed {
    List<Entry> entries = new Findings(terminal, clock).all();
    list(entries);
    if (!yes) {
      terminal.say("not written. Once this is what you want to give away, add --yes.");
      return Exit.PARTLY;
    }
    try {
      write(file, entries);
    } catch (FileAlreadyExistsException e) {
      throw new VerbFailed(Exit.CANNOT_CREATE, file + " is there already and was left alone.");
    } catch (IOException e) {
      throw new VerbFailed(Exit.CANNOT_CREATE, "Cannot write " + file + ": " + e);
    }
    terminal.say("wrote " + file + ", readable to you alone; look into it before you send it.");
    return Exit.OK;
  }

  private void list(List<Entry> entries) {
    if (terminal.json()) {
      entries.forEach(
          entry ->
              terminal
                  .out()
                  .println(
                      Json.line(new Listed(entry.name(), entry.bytes().length, entry.about()))));
      return;
    }
    Table table = Table.headed("ENTRY", "SIZE", "WHAT IT IS");
    entries.forEach(
        entry -> table.row(entry.name(), Amounts.bytes(entry.bytes().length), entry.about()));
    table.print(terminal.out());
  }

  /** Names of files and hosts are nobody else's business on this host either. */
  private void write(Path file, List<Entry> entries) throws IOException {
    try (FileChannel made =
            FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(
                    PosixFilePermissions.fromString("rw-------")));
        OutputStream out = Channels.newOutputStream(made);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Entry entry : entries) {
        zip.putNextEntry(new ZipEntry("ingestd-support/" + entry.name()));
        zip.write(entry.bytes());
        zip.closeEntry();
      }
    }
  }
}
