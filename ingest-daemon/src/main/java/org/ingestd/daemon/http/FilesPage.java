// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.ingestd.daemon.view.FileDetailView;
import org.ingestd.daemon.view.FileView;
import org.ingestd.journal.FileQuery;
import org.ingestd.journal.JournalReader;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.jspecify.annotations.Nullable;

/** {@code /api/files} and {@code /api/files/{id}}; ids are the journal's, never paths. */
final class FilesPage {

  /** A page of the list, at most. */
  static final int LARGEST = 200;

  private final JournalReader journal;

  FilesPage(JournalReader journal) {
    this.journal = journal;
  }

  /**
   * One page of files.
   *
   * @param after what to ask for the next page with; null at the end
   */
  record Page(List<FileView> files, @Nullable Long after) {}

  void list(Request request, Response response, Callback callback) {
    FileQuery query;
    try {
      query = query(Request.extractQueryParameters(request));
    } catch (IllegalArgumentException e) {
      Answers.refuse(
          response, callback, HttpStatus.BAD_REQUEST_400, String.valueOf(e.getMessage()));
      return;
    }
    List<JournalFile> found = journal.files(query);
    Long after = found.size() < query.limit() ? null : found.get(found.size() - 1).id();
    Page page = new Page(found.stream().map(FileView::of).toList(), after);
    Answers.json(response, callback, HttpStatus.OK_200, page);
  }

  void show(String id, Response response, Callback callback) {
    Optional<JournalFile> file = isNumber(id) ? journal.file(Long.parseLong(id)) : Optional.empty();
    if (file.isPresent()) {
      Answers.json(response, callback, HttpStatus.OK_200, FileDetailView.of(file.get(), journal));
    } else {
      Answers.refuse(response, callback, HttpStatus.NOT_FOUND_404, "No file has this id.");
    }
  }

  private static FileQuery query(Fields parameters) {
    return new FileQuery(
        word(parameters, "source"),
        states(parameters),
        Optional.empty(),
        word(parameters, "q"),
        number(parameters, "after", 0, Long.MAX_VALUE).orElse(0L),
        (int) (long) number(parameters, "limit", 1, LARGEST).orElse((long) LARGEST));
  }

  private static Optional<String> word(Fields parameters, String name) {
    return Optional.ofNullable(parameters.getValue(name)).filter(value -> !value.isEmpty());
  }

  private static Set<FileState> states(Fields parameters) {
    Set<FileState> states = EnumSet.noneOf(FileState.class);
    List<String> words = parameters.getValues("state");
    for (String word : words == null ? List.<String>of() : words) {
      if (!word.isEmpty()) {
        states.add(FileState.valueOf(word.toUpperCase(Locale.ROOT)));
      }
    }
    return states;
  }

  private static Optional<Long> number(Fields parameters, String name, long least, long most) {
    Optional<String> word = word(parameters, name);
    if (word.isEmpty()) {
      return Optional.empty();
    }
    if (!isNumber(word.get())) {
      throw new IllegalArgumentException(name + " '" + word.get() + "' is not a number");
    }
    return Optional.of(Math.max(least, Math.min(most, Long.parseLong(word.get()))));
  }

  /** At most 18 digits, so that it always fits. */
  private static boolean isNumber(String word) {
    return !word.isEmpty()
        && word.length() <= 18
        && word.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
