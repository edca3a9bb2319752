// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.ingestd.daemon.http.door.Answers;
import org.ingestd.daemon.view.FileCsv;
import org.ingestd.daemon.view.FileView;
import org.ingestd.journal.JournalException;
import org.ingestd.journal.JournalReader;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.outlook.FileSlice;

/**
 * {@code /api/files.csv}: all files that a filter lets through, however many. A slice at a time is
 * in memory, and the journal is not held while somebody reads slowly. What cannot be read to its
 * end breaks the connection, so that half a list is not taken for a whole one.
 */
final class CsvStream {

  static final String PLACE = "/api/files.csv";

  /** Each one holds a thread. */
  private static final int READERS = 4;

  private static final int SLICE = 1_000;

  private final JournalReader journal;
  private final Semaphore places = new Semaphore(READERS);

  CsvStream(JournalReader journal) {
    this.journal = journal;
  }

  void stream(Request request, Response response, Callback callback) {
    if (!places.tryAcquire()) {
      Answers.refuse(
          response,
          callback,
          HttpStatus.SERVICE_UNAVAILABLE_503,
          "So many lists are being read already; try again later.");
      return;
    }
    try {
      FileSlices slices = new FileSlices(journal, new Parameters(request));
      FileSlice first = slices.next(Optional.empty(), SLICE);
      response.setStatus(HttpStatus.OK_200);
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/csv; charset=utf-8; header=present");
      response
          .getHeaders()
          .put(HttpHeader.CONTENT_DISPOSITION, "attachment; filename=\"ingestd-files.csv\"");
      send(response, slices, first);
      callback.succeeded();
    } catch (IllegalArgumentException e) {
      Answers.refuse(
          response, callback, HttpStatus.BAD_REQUEST_400, String.valueOf(e.getMessage()));
    } catch (IOException | JournalException readerOrJournalIsGone) {
      callback.failed(readerOrJournalIsGone);
    } finally {
      places.release();
    }
  }

  private static void send(Response response, FileSlices slices, FileSlice first)
      throws IOException {
    try (Writer out =
        new BufferedWriter(new OutputStreamWriter(Content.Sink.asOutputStream(response), UTF_8))) {
      out.write(FileCsv.head());
      FileSlice slice = first;
      while (true) {
        for (JournalFile file : slice.files()) {
          out.write(FileCsv.line(FileView.of(file)));
        }
        Long after = slice.after();
        if (after == null) {
          return;
        }
        out.flush();
        slice = slices.next(Optional.of(after), SLICE);
      }
    }
  }
}
