// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.telling;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FirstLogTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** As Logback begins in a new process. */
  private String saidBy(Logged logged) throws Exception {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    PrintStream before = System.err;
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      new ContextInitializer(context).autoConfig();
      logged.by(context);
    } finally {
      System.setErr(before);
      context.stop();
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private interface Logged {
    void by(LoggerContext context);
  }

  @Test
  void aShortVerbSaysWarningsAsItsOwnWordsAndNothingLess() throws Exception {
    String said =
        saidBy(
            context -> {
              Logger logger = context.getLogger("org.apache.camel.Any");
              logger.info("not this");
              logger.warn("a server said {}", "x\n\u001b[31mCRITICAL: all is well");
            });

    assertThat(said).isEqualTo("ingestd: WARN: a server said x [31mCRITICAL: all is well\n");
  }

  @Test
  void aFaultIsShownWithItsTrace() throws Exception {
    String said =
        saidBy(context -> context.getLogger("any").error("no", new IllegalStateException("why")));

    assertThat(said)
        .startsWith("ingestd: ERROR: no\njava.lang.IllegalStateException: why")
        .contains("at org.ingestd");
  }

  @Test
  void theLoaderOfTheLibraryIsSilentAndNoFileIsRead() throws Exception {
    saidBy(
        context -> {
          assertThat(context.getLogger(FirstLog.LIBRARY_LOADER).getLevel()).isEqualTo(Level.OFF);
          assertThat(context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getLevel())
              .isEqualTo(Level.WARN);
        });

    assertThat(getClass().getClassLoader().getResource("logback.xml")).isNull();
  }
}
