// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ingestd.rse.RawPath;
import org.ingestd.testbed.telescope.manifest.ManifestEntry;
import org.ingestd.testbed.telescope.manifest.Oddity;
import org.ingestd.testbed.telescope.manifest.WrittenBytes;

/**
 * Writes instrument files into a directory and tells what it wrote. Names, bytes and the order of
 * all are decided by the campaign; clock and waiter only decide when. It never reads back and never
 * overwrites: a second run with the same seed into the same directory ends with {@link
 * java.nio.file.FileAlreadyExistsException}.
 *
 * <p>One thread runs it, once; {@link #stop} and {@link #progress} are for any thread.
 */
public final class MockTelescope {

  private final TelescopeSettings settings;
  private final Tempo tempo;

  /** Written by the running thread only. */
  private volatile Progress progress = new Progress(0, 0);

  private final AtomicBoolean begun = new AtomicBoolean();

  public MockTelescope(TelescopeSettings settings, Clock clock, Waiter waiter) {
    this.settings = settings;
    this.tempo = new Tempo(clock, waiter);
  }

  /**
   * Writes until count or time is reached, or until stopped, and ends what was begun. An interrupt
   * of the thread is a stop.
   *
   * @throws IOException from disk or listener; what was begun may then stay unfinished
   * @throws IllegalStateException at a second call
   */
  public Progress run(TelescopeListener listener) throws IOException {
    if (!begun.compareAndSet(false, true)) {
      throw new IllegalStateException("A mock telescope runs once; make another one");
    }
    Files.createDirectories(settings.directory());
    Stages stages = new Stages(tempo, settings.habits().stagePause());
    FileWriter writer = new FileWriter(settings, tempo);
    Told told = new Told(listener);
    OddFiles oddFiles = new OddFiles(settings, writer, stages, told);
    observe(stages, writer, oddFiles, told);
    stages.runOut();
    return progress();
  }

  /** Ends the run soon; files under way are completed without pauses. */
  public void stop() {
    tempo.stop();
  }

  public Progress progress() {
    return progress;
  }

  private void observe(Stages stages, FileWriter writer, OddFiles oddFiles, Told told)
      throws IOException {
    Schedule schedule = new Schedule(settings);
    Pace pace = settings.pace();
    Instant start = tempo.now();
    for (long number = 0; ; number++) {
      stages.runUntil(start.plus(pace.turn(number, progress().bytes())));
      if (tempo.isStopped() || pace.isOver(number, Duration.between(start, tempo.now()))) {
        return;
      }
      Schedule.Item item = schedule.next();
      Oddity oddity = item.oddity();
      if (oddity != null) {
        oddFiles.begin(oddity, item.file(), item.finishing());
      } else {
        WrittenBytes written =
            writer.write(item.file(), item.finishing(), item.temporarySuffix(), item.written());
        told.finished(
            ManifestEntry.ordinary(
                item.file().path(), item.file().profile(), item.finishing(), written));
      }
    }
  }

  /** Counts what is told to the listener. */
  private final class Told implements OddFiles.Reporter {

    private final TelescopeListener listener;

    Told(TelescopeListener listener) {
      this.listener = listener;
    }

    @Override
    public void finished(ManifestEntry entry) throws IOException {
      long bytes = entry.content().map(WrittenBytes::size).orElse(0L);
      progress = new Progress(progress.files() + 1, progress.bytes() + bytes);
      listener.finished(entry, tempo.now());
    }

    @Override
    public void impossible(RawPath path, Oddity oddity, String why) throws IOException {
      listener.impossible(path, oddity, why);
    }
  }
}
