// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.telling;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.replay.Replay;
import org.ingestd.journal.replay.ReplayOutcome;
import org.ingestd.routes.contract.IngestListener;
import org.ingestd.routes.contract.Remark;
import org.ingestd.routes.format.FitsSums;
import org.jspecify.annotations.Nullable;

/** Tells several listeners, in order. */
public final class Listeners implements IngestListener {

  private final List<IngestListener> listeners;

  public Listeners(IngestListener... listeners) {
    this.listeners = List.of(listeners);
  }

  @Override
  public void moving(JournalFile file, @Nullable FileState from) {
    listeners.forEach(listener -> listener.moving(file, from));
  }

  @Override
  public void committing() {
    listeners.forEach(IngestListener::committing);
  }

  @Override
  public void marking() {
    listeners.forEach(IngestListener::marking);
  }

  @Override
  public void marked() {
    listeners.forEach(IngestListener::marked);
  }

  @Override
  public void calling(String operation) {
    listeners.forEach(listener -> listener.calling(operation));
  }

  @Override
  public void forcing(Forced what) {
    listeners.forEach(listener -> listener.forcing(what));
  }

  @Override
  public void forced(Forced what) {
    listeners.forEach(listener -> listener.forced(what));
  }

  @Override
  public void moved(JournalFile file, @Nullable FileState from) {
    listeners.forEach(listener -> listener.moved(file, from));
  }

  @Override
  public void stayed(JournalFile file, FileState in, Duration time) {
    listeners.forEach(listener -> listener.stayed(file, in, time));
  }

  @Override
  public void worked(String source, Work what, Duration took) {
    listeners.forEach(listener -> listener.worked(source, what, took));
  }

  @Override
  public void watched(String source, WatchReport report) {
    listeners.forEach(listener -> listener.watched(source, report));
  }

  @Override
  public void hinted(String source, int fresh) {
    listeners.forEach(listener -> listener.hinted(source, fresh));
  }

  @Override
  public void mismatched(String source, Witness where) {
    listeners.forEach(listener -> listener.mismatched(source, where));
  }

  @Override
  public void confirmed(Collection<String> rses) {
    listeners.forEach(listener -> listener.confirmed(rses));
  }

  @Override
  public void postponed(JournalFile file) {
    listeners.forEach(listener -> listener.postponed(file));
  }

  @Override
  public void waiting(String why) {
    listeners.forEach(listener -> listener.waiting(why));
  }

  @Override
  public void broken(RuntimeException fault) {
    listeners.forEach(listener -> listener.broken(fault));
  }

  @Override
  public void remarked(JournalFile file, String reason) {
    listeners.forEach(listener -> listener.remarked(file, reason));
  }

  @Override
  public void committed(int changes, Duration took) {
    listeners.forEach(listener -> listener.committed(changes, took));
  }

  @Override
  public void answered(String operation, int status, String exceptionClass, Duration took) {
    listeners.forEach(listener -> listener.answered(operation, status, exceptionClass, took));
  }

  @Override
  public void circuit(String state) {
    listeners.forEach(listener -> listener.circuit(state));
  }

  @Override
  public void signedIn(SignedIn how) {
    listeners.forEach(listener -> listener.signedIn(how));
  }

  @Override
  public void signInFailed(String method, boolean refused, String why) {
    listeners.forEach(listener -> listener.signInFailed(method, refused, why));
  }

  @Override
  public void scanned(String source, ScanReport report) {
    listeners.forEach(listener -> listener.scanned(source, report));
  }

  @Override
  public void sourceOffline(String source, String why) {
    listeners.forEach(listener -> listener.sourceOffline(source, why));
  }

  @Override
  public void sourceOnline(String source) {
    listeners.forEach(listener -> listener.sourceOnline(source));
  }

  @Override
  public void eventsLost(String source) {
    listeners.forEach(listener -> listener.eventsLost(source));
  }

  @Override
  public void reading(String source, String path, long bytesRead, long size) {
    listeners.forEach(listener -> listener.reading(source, path, bytesRead, size));
  }

  @Override
  public void digested(String source, long bytes, Duration took) {
    listeners.forEach(listener -> listener.digested(source, bytes, took));
  }

  @Override
  public void fitsSums(String source, FitsSums.Result result) {
    listeners.forEach(listener -> listener.fitsSums(source, result));
  }

  @Override
  public void remarked(String source, Remark remark) {
    listeners.forEach(listener -> listener.remarked(source, remark));
  }

  @Override
  public void metadataRefused(int files, ProblemCode problem, String detail) {
    listeners.forEach(listener -> listener.metadataRefused(files, problem, detail));
  }

  @Override
  public void stepped(String step, int files, Duration took) {
    listeners.forEach(listener -> listener.stepped(step, files, took));
  }

  @Override
  public void notified(String channel, String result) {
    listeners.forEach(listener -> listener.notified(channel, result));
  }

  @Override
  public void tokenRefused(String from, boolean unseen) {
    listeners.forEach(listener -> listener.tokenRefused(from, unseen));
  }

  @Override
  public void certificateShown(Instant until) {
    listeners.forEach(listener -> listener.certificateShown(until));
  }

  @Override
  public void alive() {
    listeners.forEach(IngestListener::alive);
  }

  @Override
  public void replayed(Replay replay) {
    listeners.forEach(listener -> listener.replayed(replay));
  }

  @Override
  public void replayedFiles(String source, Map<ReplayOutcome, Long> counts) {
    listeners.forEach(listener -> listener.replayedFiles(source, counts));
  }

  @Override
  public void failed(String where, Throwable fault) {
    listeners.forEach(listener -> listener.failed(where, fault));
  }

  @Override
  public void degraded(String what, String why) {
    listeners.forEach(listener -> listener.degraded(what, why));
  }
}
