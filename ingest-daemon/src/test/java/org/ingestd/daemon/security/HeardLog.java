// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.security;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.ingestd.daemon.telling.LogSetup;
import org.slf4j.LoggerFactory;

/**
 * What this process logs while it is open, both forms of every line, as a real run would write it.
 */
final class HeardLog implements AutoCloseable {

  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Logger own = (Logger) LoggerFactory.getLogger("ingestd");
  private final Level before = own.getLevel();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();

  HeardLog(LogSetup.Form form) {
    own.setLevel(Level.DEBUG);
    appender.setContext(root.getLoggerContext());
    appender.setEncoder(LogSetup.encoder(form, root.getLoggerContext()));
    appender.setOutputStream(bytes);
    appender.start();
    root.addAppender(appender);
    own.addAppender(appender);
    own.setAdditive(false);
  }

  String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    root.detachAppender(appender);
    own.detachAppender(appender);
    own.setAdditive(true);
    appender.stop();
    own.setLevel(before);
  }
}
