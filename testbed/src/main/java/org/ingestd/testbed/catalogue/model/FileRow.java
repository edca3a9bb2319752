// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.model;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.ingestd.testbed.catalogue.storage.Rse;
import org.jspecify.annotations.Nullable;

/** A file DID with its replicas and locks. Guarded by the lock of {@link CatalogueState}. */
public final class FileRow extends DidRow {

  private static final Replica[] NO_REPLICAS = {};
  private static final FileLock[] NO_LOCKS = {};

  private long bytes;
  private byte @Nullable [] adler32;
  private byte @Nullable [] md5;
  private boolean lost;
  private Replica[] replicas = NO_REPLICAS;
  private FileLock[] locks = NO_LOCKS;

  FileRow(Scope scope, String name, String account, Instant created) {
    super(scope, name, account, created);
  }

  @Override
  public String type() {
    return "FILE";
  }

  public long bytes() {
    return bytes;
  }

  public @Nullable String adler32() {
    return HexText.unpack(adler32, 8);
  }

  public @Nullable String md5() {
    return HexText.unpack(md5, 32);
  }

  public boolean hasAdler32(String text) {
    return HexText.same(text, adler32);
  }

  public boolean hasMd5(String text) {
    return HexText.same(text, md5);
  }

  public void setContent(long size, @Nullable String adler32Text, @Nullable String md5Text) {
    bytes = size;
    adler32 = HexText.pack(adler32Text);
    md5 = HexText.pack(md5Text);
  }

  /** Declared lost: no copy is left, and nothing may be attached any more. */
  public boolean lost() {
    return lost;
  }

  public void setLost(boolean isLost) {
    lost = isLost;
  }

  public List<Replica> replicas() {
    return Arrays.asList(replicas);
  }

  public @Nullable Replica replica(Rse rse) {
    for (Replica replica : replicas) {
      if (replica.rse() == rse) {
        return replica;
      }
    }
    return null;
  }

  /** A new replica where the registration said. */
  public Replica addReplica(Rse rse, String path, ReplicaState state) {
    return add(Replica.at(rse, path, name(), state));
  }

  /** A new replica where a deterministic RSE puts it. */
  public Replica addComputedReplica(Rse rse, ReplicaState state) {
    return add(Replica.computed(rse, state));
  }

  private Replica add(Replica replica) {
    replicas = Arrays.copyOf(replicas, replicas.length + 1);
    replicas[replicas.length - 1] = replica;
    return replica;
  }

  public void removeReplica(Replica replica) {
    replicas = Arrays.stream(replicas).filter(row -> row != replica).toArray(Replica[]::new);
  }

  public List<FileLock> locks() {
    return Arrays.asList(locks);
  }

  public boolean isLockedBy(Rule rule) {
    for (FileLock lock : locks) {
      if (lock.rule() == rule) {
        return true;
      }
    }
    return false;
  }

  FileLock addLock(Rule rule, Rse rse, LockState state) {
    FileLock lock = new FileLock(rule, rse, state);
    locks = Arrays.copyOf(locks, locks.length + 1);
    locks[locks.length - 1] = lock;
    rule.owner().use(rse, bytes, 1);
    return lock;
  }

  void removeLocks(Rule rule) {
    for (FileLock lock : locks) {
      if (lock.rule() == rule) {
        rule.count(lock.state(), -1);
        rule.owner().use(lock.rse(), -bytes, -1);
      }
    }
    locks = Arrays.stream(locks).filter(lock -> lock.rule() != rule).toArray(FileLock[]::new);
  }
}
