// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http;

import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.ingestd.daemon.http.door.Answers;
import org.ingestd.daemon.view.FileDetailView;
import org.ingestd.daemon.view.FileView;
import org.ingestd.daemon.view.TransfersView;
import org.ingestd.journal.JournalReader;
import org.ingestd.journal.outlook.FileSlice;
import org.jspecify.annotations.Nullable;

/** {@code /api/files} and {@code /api/files/{id}}; ids are the journal's, never paths. */
final class FilesPage {

  /** A page of the list, at most. */
  static final int LARGEST = 200;

  static final String TRANSFERS = "/transfers";

  private final JournalReader journal;
  private final LongFunction<Optional<TransfersView>> transfers;

  FilesPage(JournalReader journal, LongFunction<Optional<TransfersView>> transfers) {
    this.journal = journal;
    this.transfers = transfers;
  }

  /**
   * One page of files; it may have few or none and yet not be the last one.
   *
   * @param after what to ask for the next page with; null at the end
   */
  record Page(List<FileView> files, @Nullable Long after) {}

  void list(Request request, Response response, Callback callback) {
    FileSlice slice;
    try {
      slice = slice(new Parameters(request));
    } catch (IllegalArgumentException e) {
      Answers.refuse(
          response, callback, HttpStatus.BAD_REQUEST_400, String.valueOf(e.getMessage()));
      return;
    }
    Page page = new Page(slice.files().stream().map(FileView::of).toList(), slice.after());
    Answers.json(response, callback, HttpStatus.OK_200, page);
  }

  /**
   * @param place of the file, or of its transfers
   */
  void show(String place, Response response, Callback callback) {
    boolean ofTransfers = place.endsWith(TRANSFERS);
    String id = ofTransfers ? place.substring(0, place.length() - TRANSFERS.length()) : place;
    Optional<?> view = Optional.empty();
    if (Parameters.isNumber(id)) {
      long number = Long.parseLong(id);
      view =
          ofTransfers
              ? transfers.apply(number)
              : journal.file(number).map(file -> FileDetailView.of(file, journal));
    }
    if (view.isPresent()) {
      Answers.json(response, callback, HttpStatus.OK_200, view.get());
    } else {
      Answers.refuse(response, callback, HttpStatus.NOT_FOUND_404, "No file has this id.");
    }
  }

  private FileSlice slice(Parameters parameters) {
    int limit = (int) (long) parameters.number("limit", 1, LARGEST).orElse((long) LARGEST);
    return new FileSlices(journal, parameters)
        .next(parameters.number("after", 0, Long.MAX_VALUE), limit);
  }
}
