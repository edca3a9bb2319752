// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.telling;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** Counts the lines of the log by level, whoever writes them. Thread-safe. */
public final class LogMetrics extends AppenderBase<ILoggingEvent> implements AutoCloseable {

  private final Map<Level, Counter> counters = new HashMap<>();
  private final Logger root;

  private LogMetrics(MeterRegistry registry, LoggerContext context) {
    for (Level level : List.of(Level.ERROR, Level.WARN, Level.INFO, Level.DEBUG)) {
      counters.put(
          level,
          Counter.builder("ingestd.log.messages")
              .description("Lines of the log, by level")
              .tag("level", level.toString().toLowerCase(Locale.ROOT))
              .register(registry));
    }
    this.root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    setContext(context);
    setName("metrics-" + System.identityHashCode(this));
  }

  /** Counts from now until it is closed. */
  public static LogMetrics begin(MeterRegistry registry) {
    LogMetrics metrics =
        new LogMetrics(registry, (LoggerContext) LoggerFactory.getILoggerFactory());
    metrics.start();
    metrics.root.addAppender(metrics);
    return metrics;
  }

  @Override
  protected void append(ILoggingEvent event) {
    Counter counter = counters.get(event.getLevel());
    if (counter != null) {
      counter.increment();
    }
  }

  @Override
  public void close() {
    root.detachAppender(this);
    stop();
  }
}
