// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.ingestd.daemon.http.door.Answers;

/** The page's own files and its library for charts, read from the program once. */
final class StaticFiles {

  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String STYLE = "text/css; charset=utf-8";
  private static final String ICON = "image/svg+xml";
  private static final List<String> SCRIPTS =
      List.of(
          "api",
          "attention",
          "charts",
          "dom",
          "file",
          "files",
          "lights",
          "matrices",
          "operator",
          "overview",
          "page",
          "records",
          "sources",
          "verify");

  /** The jar that the build put beside the others; its licence is in it. */
  private static final String CHARTS = "/META-INF/resources/webjars/uplot/%s/";

  private record Asset(String type, String content) {}

  private final Map<String, Asset> assets = new HashMap<>();

  StaticFiles() {
    assets.put("/", own("index.html", "text/html; charset=utf-8"));
    assets.put("/page.css", own("page.css", STYLE));
    assets.put("/icon.svg", own("icon.svg", ICON));
    SCRIPTS.forEach(name -> assets.put("/" + name + ".js", own(name + ".js", SCRIPT)));
    String charts = CHARTS.formatted(chartsVersion());
    assets.put("/uplot.js", new Asset(SCRIPT, read(charts + "dist/uPlot.esm.js")));
    assets.put("/uplot.css", new Asset(STYLE, read(charts + "dist/uPlot.min.css")));
    assets.put("/uplot-LICENSE", new Asset("text/plain; charset=utf-8", read(charts + "LICENSE")));
  }

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

  private static Asset own(String name, String type) {
    return new Asset(type, read("page/" + name));
  }

  private static String chartsVersion() {
    Properties written = new Properties();
    try (InputStream in = open("/META-INF/maven/org.webjars.npm/uplot/pom.properties")) {
      written.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("The library for charts cannot be read", e);
    }
    return written.getProperty("version");
  }

  private static String read(String name) {
    try (InputStream in = open(name)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The page's file " + name + " cannot be read", e);
    }
  }

  private static InputStream open(String name) {
    return Objects.requireNonNull(StaticFiles.class.getResourceAsStream(name), name);
  }
}
