// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.page;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** One browser for all tests of a class, each of which begins on an empty page. */
abstract class WithBrowser {

  static Browser browser;
  @TempDir Path state;

  @BeforeAll
  static void start() throws IOException {
    browser = new Browser();
  }

  /** The page of the test before would complain that its daemon is gone. */
  @BeforeEach
  void leave() {
    browser.open(URI.create("about:blank"));
    var unused = browser.complaints();
  }

  @AfterAll
  static void stop() {
    browser.close();
  }
}
