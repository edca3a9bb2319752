// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.crash;

import java.time.Duration;
import java.util.function.Consumer;
import org.ingestd.harness.crash.Point.Side;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.routes.contract.SilentListener;
import org.jspecify.annotations.Nullable;

/** Turns what the daemon tells into points that were passed. Thread-safe if its user is. */
final class PointListener extends SilentListener {

  private final Consumer<Point> passed;
  private final Consumer<JournalFile> acknowledged;

  /**
   * @param acknowledged hears of each change that is said to be durable, before its point is passed
   */
  PointListener(Consumer<Point> passed, Consumer<JournalFile> acknowledged) {
    this.passed = passed;
    this.acknowledged = acknowledged;
  }

  private void before(String operation) {
    passed.accept(new Point(Side.BEFORE, operation));
  }

  private void after(String operation) {
    passed.accept(new Point(Side.AFTER, operation));
  }

  @Override
  public void moving(JournalFile file, @Nullable FileState from) {
    before(Point.move(from, file.state()));
  }

  @Override
  public void moved(JournalFile file, @Nullable FileState from) {
    acknowledged.accept(file);
    after(Point.move(from, file.state()));
  }

  @Override
  public void committing() {
    before(Point.COMMIT);
  }

  @Override
  public void committed(int changes, Duration took) {
    after(Point.COMMIT);
  }

  @Override
  public void marking() {
    before(Point.MARK);
  }

  @Override
  public void marked() {
    after(Point.MARK);
  }

  @Override
  public void calling(String operation) {
    before(Point.call(operation));
  }

  @Override
  public void answered(String operation, int status, String exceptionClass, Duration took) {
    after(Point.call(operation));
  }

  @Override
  public void forcing(Forced what) {
    before(Point.force(what));
  }

  @Override
  public void forced(Forced what) {
    after(Point.force(what));
  }
}
