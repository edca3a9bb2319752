// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.contract;

import java.time.Duration;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.jspecify.annotations.Nullable;

/** Hears everything and does nothing; to be extended by those who care for one thing. */
public class SilentListener implements IngestListener {

  @Override
  public void moved(JournalFile file, @Nullable FileState from) {}

  @Override
  public void postponed(JournalFile file) {}

  @Override
  public void committed(int changes, Duration took) {}

  @Override
  public void answered(String operation, int status, String exceptionClass, Duration took) {}

  @Override
  public void circuit(String state) {}

  @Override
  public void signedIn(SignedIn how) {}

  @Override
  public void signInFailed(String method, boolean refused, String why) {}

  @Override
  public void scanned(String source, ScanReport report) {}

  @Override
  public void sourceOffline(String source, String why) {}

  @Override
  public void sourceOnline(String source) {}

  @Override
  public void eventsLost(String source) {}

  @Override
  public void reading(String source, String path, long bytesRead, long size) {}

  @Override
  public void digested(String source, long bytes, Duration took) {}

  @Override
  public void stepped(String step, int files, Duration took) {}

  @Override
  public void failed(String where, Throwable fault) {}

  @Override
  public void degraded(String what, String why) {}
}
