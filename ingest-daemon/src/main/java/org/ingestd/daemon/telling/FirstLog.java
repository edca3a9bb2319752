// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.telling;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * The log until the daemon chooses its form ({@link LogSetup}), and of short verbs: warnings only.
 * Logback finds it as a service. A logback.xml would do the same, but to read it costs a short verb
 * a fifth of its time.
 */
public final class FirstLog extends ContextAwareBase implements Configurator {

  /** Two processes that end and begin at once clear away one library; a failed load is thrown. */
  static final String LIBRARY_LOADER = "org.sqlite.SQLiteJDBCLoader";

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    Line line = new Line();
    line.setContext(context);
    line.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setLayout(line);
    encoder.start();
    warningsToStderr(context, encoder);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /** The one appender of a process. */
  static void warningsToStderr(LoggerContext context, Encoder<ILoggingEvent> encoder) {
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(appender);
    context.getLogger(LIBRARY_LOADER).setLevel(Level.OFF);
  }

  /** As a verb's own messages look. */
  static final class Line extends LayoutBase<ILoggingEvent> {

    @Override
    public String doLayout(ILoggingEvent event) {
      String words = event.getFormattedMessage().replaceAll(LogSetup.DRAWS, " ");
      String line = "ingestd: " + event.getLevel() + ": " + words + System.lineSeparator();
      return event.getThrowableProxy() == null
          ? line
          : line + ThrowableProxyUtil.asString(event.getThrowableProxy());
    }
  }
}
