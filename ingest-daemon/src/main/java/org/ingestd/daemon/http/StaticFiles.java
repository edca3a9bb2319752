// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The page's own files, read from the program once. */
final class StaticFiles {

  private record Asset(String type, String content) {}

  private final Map<String, Asset> assets =
      Map.of(
          "/", asset("index.html", "text/html; charset=utf-8"),
          "/page.css", asset("page.css", "text/css; charset=utf-8"),
          "/page.js", asset("page.js", "text/javascript; charset=utf-8"),
          "/icon.svg", asset("icon.svg", "image/svg+xml"));

  /**
   * @return false if there is no such file
   */
  boolean answer(String path, Response response, Callback callback) {
    Asset asset = assets.get(path);
    if (asset == null) {
      return false;
    }
    Answers.text(response, callback, HttpStatus.OK_200, asset.type(), asset.content());
    return true;
  }

  private static Asset asset(String name, String type) {
    try (InputStream in = StaticFiles.class.getResourceAsStream("page/" + name)) {
      return new Asset(type, new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("The page's file " + name + " cannot be read", e);
    }
  }
}
