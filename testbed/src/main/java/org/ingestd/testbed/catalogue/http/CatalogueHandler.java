// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.URIUtil;
import org.ingestd.testbed.catalogue.exchange.Exchange;
import org.ingestd.testbed.catalogue.exchange.Operation;
import org.ingestd.testbed.catalogue.exchange.Reply;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes requests apart, lets faults strike, and sends replies. */
final class CatalogueHandler extends Handler.Abstract {

  private static final Logger LOG = LoggerFactory.getLogger(CatalogueHandler.class);

  private final Routes routes = new Routes();
  private final Dispatcher dispatcher;
  private final Switchboard switchboard;
  private final Faults faults;
  private final CallCounts counts;
  private final Runnable afterChange;

  /**
   * @param afterChange is run after every call that may have changed the catalogue
   */
  CatalogueHandler(Dispatcher dispatcher, Switchboard switchboard, Runnable afterChange) {
    this.dispatcher = dispatcher;
    this.switchboard = switchboard;
    this.faults = switchboard.faults();
    this.counts = switchboard.counts();
    this.afterChange = afterChange;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Sending sending = new Sending(request, response, callback);
    // Decoded as a whole before it is routed, as real servers do it.
    String path = decoded(request.getHttpURI().getPath());
    byte[] body;
    try (InputStream in = Content.Source.asInputStream(request)) {
      body = in.readAllBytes();
    }
    if (path.startsWith("/_")) {
      sending.send(switchboard.answer(request.getMethod(), path, body));
      return true;
    }
    Routes.Found found = routes.find(request.getMethod(), path);
    if (found instanceof Routes.Found.Call call) {
      Exchange.Parameters parameters = new Exchange.Parameters(query(request), headers(request));
      answer(new Exchange(call.operation(), call.arguments(), parameters, body), request, sending);
    } else {
      sending.send(elsewhere(found, request));
    }
    return true;
  }

  private void answer(Exchange exchange, Request request, Sending sending) {
    counts.count(exchange.operation());
    Faults.Fate fate = faults.fate(exchange.operation());
    Runnable answer = () -> answerNow(exchange, fate.failure().orElse(null), sending);
    if (fate.delay().isZero()) {
      answer.run();
    } else {
      later(request, fate.delay(), answer);
    }
  }

  /** A delayed answer holds no thread. */
  private static void later(Request request, Duration delay, Runnable task) {
    request
        .getComponents()
        .getScheduler()
        .schedule(
            () -> request.getComponents().getExecutor().execute(task),
            delay.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private void answerNow(Exchange exchange, @Nullable Fault fault, Sending sending) {
    try {
      Reply instead = fault == null ? null : instead(fault);
      if (instead != null) {
        sending.send(instead);
      } else if (fault != null && fault.kind() == Fault.Kind.RESET) {
        sending.cut();
      } else {
        Reply reply = carriedOut(exchange);
        send(reply, fault, sending);
      }
    } catch (IOException | RuntimeException bug) {
      LOG.error("The catalogue failed at {}.", exchange.operation(), bug);
      sending.fail(bug);
    }
  }

  private Reply carriedOut(Exchange exchange) throws IOException {
    Operation operation = exchange.operation();
    try {
      return dispatcher.answer(exchange);
    } finally {
      if (operation.writes()) {
        afterChange.run();
      }
    }
  }

  private static @Nullable Reply instead(Fault fault) throws IOException {
    Fault.Answer answer = fault.answer();
    if (fault.kind() == Fault.Kind.HTML) {
      return Reply.text(
          answer.status(), Reply.HTML, "<html><body><h1>Bad Gateway</h1></body></html>");
    }
    if (fault.kind() != Fault.Kind.ERROR) {
      return null;
    }
    Reply reply =
        answer.exceptionClass().isEmpty()
            ? Reply.text(answer.status(), Reply.HTML, answer.message())
            : Dispatcher.error(answer.status(), answer.exceptionClass(), answer.message());
    return answer.retryAfterSeconds() < 0
        ? reply
        : reply.with("Retry-After", Integer.toString(answer.retryAfterSeconds()));
  }

  private static void send(Reply reply, @Nullable Fault fault, Sending sending) throws IOException {
    if (fault == null) {
      sending.send(reply);
      return;
    }
    switch (fault.kind()) {
      case LOST_ANSWER -> sending.cut();
      case TRUNCATED -> sending.sendHalf(reply, true);
      case SHORTENED -> sending.sendHalf(reply, false);
      case ERROR, HTML, RESET, DELAY -> sending.send(reply);
    }
  }

  private static Reply elsewhere(Routes.Found found, Request request) {
    if (found instanceof Routes.Found.MissingSlash) {
      String location =
          "http://"
              + Request.getServerName(request)
              + ":"
              + Request.getServerPort(request)
              + request.getHttpURI().getPath()
              + "/";
      return page(308, "Redirecting...").with("Location", location);
    }
    if (found instanceof Routes.Found.WrongMethod wrong) {
      return page(405, "Method Not Allowed").with("Allow", wrong.allowed());
    }
    return page(404, "Not Found");
  }

  private static Reply page(int status, String title) {
    return Reply.text(
        status,
        Reply.HTML,
        "<!doctype html>\n<html lang=en>\n<title>"
            + status
            + " "
            + title
            + "</title>\n<h1>"
            + title
            + "</h1>\n");
  }

  private static String decoded(@Nullable String path) {
    return path == null ? "/" : URIUtil.decodePath(path.replace(";", "%3B"));
  }

  private static Map<String, String> query(Request request) {
    Map<String, String> query = new HashMap<>();
    Fields fields = Request.extractQueryParameters(request, StandardCharsets.UTF_8);
    for (Fields.Field field : fields) {
      query.put(field.getName(), field.getValue() == null ? "" : field.getValue());
    }
    return query;
  }

  private static Map<String, String> headers(Request request) {
    Map<String, String> headers = new HashMap<>();
    for (HttpField field : request.getHeaders()) {
      String value = field.getValue();
      headers.putIfAbsent(
          field.getLowerCaseName().toLowerCase(Locale.ROOT), value == null ? "" : value);
    }
    // As behind Apache: no header field of a client's can set it.
    headers.remove(Exchange.CLIENT_SUBJECT);
    TlsDoor.clientSubject(request)
        .ifPresent(subject -> headers.put(Exchange.CLIENT_SUBJECT, subject));
    return headers;
  }
}
