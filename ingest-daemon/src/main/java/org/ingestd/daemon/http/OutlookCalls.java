// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.ingestd.daemon.http.door.Answers;
import org.ingestd.daemon.view.ActView;
import org.ingestd.daemon.view.ProblemGroupView;
import org.ingestd.daemon.view.SampleView;
import org.ingestd.daemon.view.SourceActView;
import org.ingestd.journal.JournalReader;
import org.ingestd.journal.outlook.SampleSpan;
import org.jspecify.annotations.Nullable;

/**
 * What people see beside single files: {@code GET /api/problems}, {@code /api/rules}, {@code
 * /api/acts}, {@code /api/source-acts}, {@code /api/samples}, {@code /api/nights}, {@code
 * /api/config}, {@code /api/doctor}, {@code /api/verify}.
 */
final class OutlookCalls {

  private static final int LARGEST = 200;
  private static final int EXAMPLES = 5;

  private final JournalReader journal;
  private final Insight insight;

  OutlookCalls(JournalReader journal, Insight insight) {
    this.journal = journal;
    this.insight = insight;
  }

  /**
   * @param before what to ask for the next page with; null at the end
   */
  record ActPage<A>(List<A> acts, @Nullable Long before) {}

  /**
   * @param step seconds from one to the next
   * @param length seconds from the oldest to the newest
   */
  record Samples(long step, long length, List<SampleView> samples) {}

  /**
   * @return false if nothing is at this path
   */
  boolean answer(String path, Request request, Response response, Callback callback) {
    @Nullable Supplier<Object> view =
        switch (path) {
          case "/api/problems" -> this::problems;
          case "/api/rules" -> insight.rules()::get;
          case "/api/acts" -> () -> acts(new Parameters(request));
          case "/api/source-acts" -> () -> sourceActs(new Parameters(request));
          case "/api/samples" -> () -> samples(new Parameters(request));
          case "/api/nights" -> () -> Map.of("nights", insight.nights().get());
          case "/api/config" -> insight.config()::get;
          case "/api/doctor" -> insight.doctor()::get;
          case "/api/verify" -> insight.verify()::get;
          default -> null;
        };
    if (view == null) {
      return false;
    }
    try {
      Answers.json(response, callback, HttpStatus.OK_200, view.get());
    } catch (IllegalArgumentException e) {
      Answers.refuse(
          response, callback, HttpStatus.BAD_REQUEST_400, String.valueOf(e.getMessage()));
    }
    return true;
  }

  private Object problems() {
    return Map.of(
        "problems",
        journal.outlook().problems(EXAMPLES).stream().map(ProblemGroupView::of).toList());
  }

  private Object acts(Parameters parameters) {
    int limit = limit(parameters);
    List<ActView> acts =
        journal.outlook().acts(before(parameters), limit).stream().map(ActView::of).toList();
    return new ActPage<>(acts, acts.size() < limit ? null : acts.get(limit - 1).number());
  }

  private Object sourceActs(Parameters parameters) {
    int limit = limit(parameters);
    List<SourceActView> acts =
        journal.outlook().sourceActs(before(parameters), limit).stream()
            .map(SourceActView::of)
            .toList();
    return new ActPage<>(acts, acts.size() < limit ? null : acts.get(limit - 1).number());
  }

  private static int limit(Parameters parameters) {
    return (int) (long) parameters.number("limit", 1, LARGEST).orElse((long) LARGEST);
  }

  private static long before(Parameters parameters) {
    return parameters.number("before", 0, Long.MAX_VALUE).orElse(Long.MAX_VALUE);
  }

  private Object samples(Parameters parameters) {
    SampleSpan span =
        parameters.constants("span", SampleSpan.class).stream().findFirst().orElse(SampleSpan.HOUR);
    return new Samples(
        span.step().toSeconds(),
        span.length().toSeconds(),
        journal.outlook().samples(span).stream().map(SampleView::of).toList());
  }
}
