// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http;

import java.util.Objects;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.ingestd.daemon.http.door.ActingGuard;
import org.ingestd.daemon.http.door.Answers;
import org.ingestd.daemon.http.door.Callers;

/** Which path shows what. */
final class Pages extends Handler.Abstract {

  private final Showing showing;
  private final FilesPage files;
  private final CsvStream csv;
  private final EventStream events;
  private final FileActs acts;
  private final ReplayCalls replays;
  private final OutlookCalls outlook;
  private final SignIn signIn;
  private final SiteActs site;
  private final StaticFiles staticFiles = new StaticFiles();

  Pages(Showing showing, Insight insight, Callers callers) {
    this.showing = showing;
    this.files = new FilesPage(showing.files(), insight.transfers());
    this.csv = new CsvStream(showing.files());
    this.events = new EventStream(showing.events());
    ActingGuard guard = new ActingGuard(callers);
    this.acts = new FileActs(showing.acting(), guard);
    this.replays = new ReplayCalls(showing.acting(), guard);
    this.outlook = new OutlookCalls(showing.files(), insight);
    this.signIn = new SignIn(guard);
    this.site = new SiteActs(showing.acting(), guard);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (request.getMethod().equals("POST")) {
      post(request, response, callback);
      return true;
    }
    String path = Request.getPathInContext(request);
    switch (path) {
      case "/api/status" ->
          Answers.json(response, callback, HttpStatus.OK_200, showing.status().get());
      case "/api/files" -> files.list(request, response, callback);
      case CsvStream.PLACE -> csv.stream(request, response, callback);
      case ReplayCalls.PLACE -> replays.list(response, callback);
      case "/api/events" -> events.stream(request, response, callback);
      case "/metrics" -> metrics(request, response, callback);
      case "/health/live" -> health(response, callback, true);
      case "/health/ready" -> health(response, callback, showing.health().get().ready());
      default -> other(path, request, response, callback);
    }
    return true;
  }

  private void post(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    if (path.equals(SignIn.PLACE)) {
      signIn.post(request, response, callback);
    } else if (path.startsWith(ReplayCalls.PLACE)) {
      replays.post(request, response, callback);
    } else if (SiteActs.areAt(Request.getPathInContext(request))) {
      site.post(request, response, callback);
    } else {
      acts.post(request, response, callback);
    }
  }

  private void metrics(Request request, Response response, Callback callback) {
    String accept = Objects.requireNonNullElse(request.getHeaders().get(HttpHeader.ACCEPT), "");
    MetricsText text = showing.metrics().apply(accept);
    Answers.text(response, callback, HttpStatus.OK_200, text.type(), text.body());
  }

  private void health(Response response, Callback callback, boolean good) {
    int status = good ? HttpStatus.OK_200 : HttpStatus.SERVICE_UNAVAILABLE_503;
    Answers.json(response, callback, status, showing.health().get());
  }

  private void other(String path, Request request, Response response, Callback callback) {
    if (path.startsWith("/api/files/")) {
      files.show(path.substring("/api/files/".length()), response, callback);
    } else if (!outlook.answer(path, request, response, callback)
        && !staticFiles.answer(path, response, callback)) {
      Answers.refuse(response, callback, HttpStatus.NOT_FOUND_404, "Nothing is here.");
    }
  }
}
