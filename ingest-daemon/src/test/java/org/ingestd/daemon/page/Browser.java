// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.logging.Level;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium; pictures of it go to {@code target/page-screenshots}. */
final class Browser implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Path PICTURES = Path.of("target/page-screenshots");
  private static final int HEIGHT = 900;

  private final ChromeDriver driver;

  Browser() throws IOException {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(required("/usr/bin/chromium"));
    options.addArguments(
        "--headless=new",
        "--hide-scrollbars",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage");
    options.setAcceptInsecureCerts(true);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new File(required("/usr/bin/chromedriver")))
            .usingAnyFreePort()
            .build();
    driver = new ChromeDriver(service, options);
    driver.manage().timeouts().scriptTimeout(PATIENCE);
    Files.createDirectories(PICTURES);
  }

  private static String required(String program) {
    if (!Files.isExecutable(Path.of(program))) {
      throw new IllegalStateException(
          program + " is not there; install chromium and chromium-driver");
    }
    return program;
  }

  /** As wide as a phone or a desk. */
  void width(int pixels) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", pixels, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", false));
  }

  void dark(boolean dark) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  void open(URI url) {
    driver.get(url.toString());
  }

  /** Goes to another view of the page that is open. */
  void view(String hash) {
    run("location.hash = arguments[0]", hash);
  }

  Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  WebElement find(String css) {
    return await("to find " + css, page -> page.findElement(By.cssSelector(css)));
  }

  List<WebElement> all(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  /** The button, link or heading that says this, once it is there. */
  WebElement saying(String element, String text) {
    By by = By.xpath("//" + element + "[contains(normalize-space(.), \"" + text + "\")]");
    return await("'" + text + "'", page -> page.findElement(by));
  }

  /** Clicks it, also if the page has just been drawn anew. */
  void press(String css) {
    press(By.cssSelector(css));
  }

  /** Clicks what says this. */
  void press(String element, String text) {
    press(By.xpath("//" + element + "[contains(normalize-space(.), \"" + text + "\")]"));
  }

  private void press(By what) {
    await(
        "to press " + what,
        page -> {
          page.findElement(what).click();
          return true;
        });
  }

  /** As if it had never been anywhere. */
  void forget() {
    open(URI.create("about:blank"));
    driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
  }

  /** Milliseconds from the navigation to the first content on the screen. */
  double firstPaint() {
    Object millis =
        await(
            "a paint",
            page ->
                run(
                    "return performance.getEntriesByType('paint')"
                        + ".find((each) => each.name === 'first-contentful-paint')?.startTime"));
    return ((Number) millis).doubleValue();
  }

  /** Milliseconds since the navigation. */
  double sinceOpened() {
    return ((Number) run("return performance.now()")).doubleValue();
  }

  /** As somebody at the keyboard, one after the other, wherever the focus is by then. */
  void type(CharSequence... keys) {
    for (CharSequence each : keys) {
      driver.switchTo().activeElement().sendKeys(each);
    }
  }

  /** Once the page has all this text. */
  void awaitText(String text) {
    await("the text '" + text + "' in " + text(), page -> text().contains(text) ? true : null);
  }

  String text() {
    return String.valueOf(run("return document.body.innerText"));
  }

  private <T> T await(String what, Function<WebDriver, T> condition) {
    try {
      return Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(50))
          .ignoreExceptionsInstanceOf(WebDriverException.class)
          .until(() -> condition.apply(driver), Objects::nonNull);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("Awaited " + what + "; the page says: " + text(), e);
    }
  }

  /** The whole page, also what one would have to scroll to. */
  void picture(String name) throws IOException {
    Map<String, Object> answer =
        driver.executeCdpCommand(
            "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    Files.write(
        PICTURES.resolve(name + ".png"),
        Base64.getDecoder().decode(String.valueOf(answer.get("data"))));
  }

  /** What is in the window, a dialog included. */
  void windowPicture(String name) throws IOException {
    Files.write(PICTURES.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
  }

  /** By how many pixels the page is wider than the window. */
  long overhang() {
    Object pixels =
        run("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
    return ((Number) pixels).longValue();
  }

  /**
   * What was written to the console since the last call; refused sign-ins are written by Chromium
   * itself.
   */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(entry -> entry.getLevel() + " " + entry.getMessage())
        .toList();
  }

  /** Serious and critical violations of accessibility, as axe-core finds them. */
  List<String> barriers() throws IOException {
    if (run("return window.axe ? 1 : null") == null) {
      try (InputStream in =
          Objects.requireNonNull(Browser.class.getResourceAsStream("/axe.min.js"))) {
        run(new String(in.readAllBytes(), UTF_8));
      }
    }
    Object found =
        driver.executeAsyncScript(
            """
            const done = arguments[arguments.length - 1];
            axe.run(document, { resultTypes: ['violations'],
              runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }).then((result) => done(result.violations
              .filter((each) => ['serious', 'critical'].includes(each.impact))
              .map((each) => each.id + ': ' + each.nodes.map((node) => node.html.slice(0, 160)
                + ' ' + (node.any[0]?.message ?? '')).join(' | '))));
            """);
    return ((List<?>) found).stream().map(String::valueOf).toList();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
