// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.routes.contract.Remark;
import org.ingestd.routes.contract.SilentListener;
import org.jspecify.annotations.Nullable;

/** Keeps what it is told, for tests to look at. */
public final class RecordingListener extends SilentListener {

  public final List<String> moves = new CopyOnWriteArrayList<>();
  public final List<String> postponed = new CopyOnWriteArrayList<>();
  public final List<ScanReport> scans = new CopyOnWriteArrayList<>();
  public final List<String> offline = new CopyOnWriteArrayList<>();
  public final List<String> online = new CopyOnWriteArrayList<>();
  public final List<String> lostEvents = new CopyOnWriteArrayList<>();
  public final List<Remark> remarks = new CopyOnWriteArrayList<>();
  public final List<Witness> mismatches = new CopyOnWriteArrayList<>();
  public final List<Work> works = new CopyOnWriteArrayList<>();
  public final List<String> confirmed = new CopyOnWriteArrayList<>();
  public final List<WatchReport> watches = new CopyOnWriteArrayList<>();
  public final AtomicInteger hinted = new AtomicInteger();
  public final List<Throwable> faults = new CopyOnWriteArrayList<>();
  public final Map<String, String> degraded = new ConcurrentHashMap<>();

  @Override
  public void moved(JournalFile file, @Nullable FileState from) {
    moves.add(file.key().path() + ": " + file.state());
  }

  @Override
  public void postponed(JournalFile file) {
    postponed.add(file.key().path() + ": " + file.retry().problem());
  }

  @Override
  public void scanned(String source, ScanReport report) {
    scans.add(report);
  }

  @Override
  public void sourceOffline(String source, String why) {
    offline.add(source + ": " + why);
  }

  @Override
  public void sourceOnline(String source) {
    online.add(source);
  }

  @Override
  public void remarked(String source, Remark remark) {
    remarks.add(remark);
  }

  @Override
  public void mismatched(String source, Witness where) {
    mismatches.add(where);
  }

  @Override
  public void worked(String source, Work what, Duration took) {
    works.add(what);
  }

  @Override
  public void confirmed(Collection<String> rses) {
    confirmed.addAll(rses);
  }

  @Override
  public void watched(String source, WatchReport report) {
    watches.add(report);
  }

  @Override
  public void hinted(String source, int fresh) {
    hinted.addAndGet(fresh);
  }

  @Override
  public void eventsLost(String source) {
    lostEvents.add(source);
  }

  @Override
  public void failed(String where, Throwable fault) {
    System.err.println(where + ": " + fault);
    faults.add(fault);
  }

  @Override
  public void degraded(String what, String why) {
    degraded.put(what, why);
  }
}
