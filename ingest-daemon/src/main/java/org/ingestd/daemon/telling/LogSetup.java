// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.telling;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import net.logstash.logback.encoder.LogstashEncoder;
import org.slf4j.LoggerFactory;

/**
 * Where log lines go and how they look. Until {@link #start} is called, only warnings are written.
 */
public final class LogSetup {

  /**
   * Words from elsewhere (a server's, a file's) must neither begin a line nor draw on a terminal.
   */
  static final String DRAWS = "[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+";

  private static final String READABLE =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z',UTC} %-5level"
          + " %replace(%msg){'"
          + DRAWS
          + "',' '}%n%ex{full}";

  private LogSetup() {}

  /** The two forms of a line. */
  public enum Form {
    /** For people. */
    TEXT,
    /** One JSON object a line, field names after the Elastic Common Schema. */
    JSON
  }

  /** Logs to stderr from INFO up; libraries from WARN up. */
  public static void start(Form form) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    FirstLog.warningsToStderr(context, encoder(form, context));
    context.getLogger("ingestd").setLevel(Level.INFO);
  }

  /** Writes events in one of the two forms. */
  public static Encoder<ILoggingEvent> encoder(Form form, LoggerContext context) {
    return switch (form) {
      case JSON -> json(context);
      case TEXT -> text(context);
    };
  }

  private static Encoder<ILoggingEvent> text(LoggerContext context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(READABLE);
    encoder.start();
    return encoder;
  }

  private static Encoder<ILoggingEvent> json(LoggerContext context) {
    LogstashEncoder encoder = new LogstashEncoder();
    encoder.setContext(context);
    encoder.setTimeZone("UTC");
    encoder.getFieldNames().setLevel("log.level");
    encoder.getFieldNames().setLogger("log.logger");
    encoder.getFieldNames().setStackTrace("error.stack_trace");
    encoder.getFieldNames().setThread("process.thread.name");
    encoder.getFieldNames().setLevelValue("[ignore]");
    encoder.getFieldNames().setVersion("[ignore]");
    encoder.start();
    return encoder;
  }
}
