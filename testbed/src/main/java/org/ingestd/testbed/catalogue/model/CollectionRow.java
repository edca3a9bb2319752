// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A dataset or container. Guarded by the lock of {@link CatalogueState}. */
public final class CollectionRow extends DidRow {

  private final boolean dataset;
  private final boolean monotonic;
  private final CollectionRow[] alone = {this};
  private final List<DidRow> children = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>(2);
  private List<FileRow> fresh = new ArrayList<>();
  private boolean open = true;
  private @Nullable Totals closed;

  /** Length and size, computed at closing. */
  public record Totals(long length, long bytes) {}

  CollectionRow(Scope scope, String name, String account, Instant created, Kind kind) {
    super(scope, name, account, created);
    this.dataset = kind.dataset;
    this.monotonic = kind.monotonic;
  }

  /** What is fixed for a collection. */
  public record Kind(boolean dataset, boolean monotonic) {}

  @Override
  public String type() {
    return dataset ? "DATASET" : "CONTAINER";
  }

  public boolean dataset() {
    return dataset;
  }

  public boolean monotonic() {
    return monotonic;
  }

  public boolean open() {
    return open;
  }

  /** Null before the first closing. */
  public @Nullable Totals closedTotals() {
    return closed;
  }

  public void setOpen(boolean isOpen, @Nullable Totals totals) {
    open = isOpen;
    closed = totals;
  }

  /** Whether this is the other one, or is below it at any depth. */
  public boolean isOrLiesIn(CollectionRow other) {
    return this == other || parents().stream().anyMatch(parent -> parent.isOrLiesIn(other));
  }

  /** The array that all files share which are in this collection only. */
  CollectionRow[] alone() {
    return alone;
  }

  /** In the order of attachment. */
  public List<DidRow> children() {
    return Collections.unmodifiableList(children);
  }

  void attach(DidRow child) {
    children.add(child);
    child.addParent(this);
  }

  /** Its locks under rules on this collection go, too. */
  void detach(DidRow child) {
    children.remove(child);
    child.removeParent(this);
    if (child instanceof FileRow file) {
      fresh.remove(file);
      rulesHereAndAbove().forEach(file::removeLocks);
    }
  }

  /** Takes back the latest attachments. */
  void detachLatest(int count) {
    for (int i = 0; i < count; i++) {
      children.remove(children.size() - 1).removeParent(this);
    }
  }

  public List<Rule> rules() {
    return rules;
  }

  /** The rules on this collection and on every collection above it. */
  public Set<Rule> rulesHereAndAbove() {
    Set<Rule> all = new LinkedHashSet<>(rules);
    parents().forEach(parent -> all.addAll(parent.rulesHereAndAbove()));
    return all;
  }

  /** Remembers a file for the judge. */
  public void addFresh(FileRow file) {
    fresh.add(file);
  }

  /** The files that came since the judge looked last; they are forgotten by this. */
  public List<FileRow> takeFresh() {
    List<FileRow> taken = fresh;
    fresh = new ArrayList<>();
    return taken;
  }

  public Totals totals() {
    long[] sum = new long[2];
    forEachFile(
        file -> {
          sum[0]++;
          sum[1] += file.bytes();
        });
    return new Totals(sum[0], sum[1]);
  }

  public void forEachFile(Consumer<FileRow> consumer) {
    forEachDataset(
        row -> {
          for (DidRow child : row.children) {
            consumer.accept((FileRow) child);
          }
        });
  }

  /** This dataset, or all datasets below this container. */
  public void forEachDataset(Consumer<CollectionRow> consumer) {
    if (dataset) {
      consumer.accept(this);
    } else {
      children.forEach(child -> ((CollectionRow) child).forEachDataset(consumer));
    }
  }
}
