// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A data identifier. A million of them must fit into memory, hence arrays and null where lists
 * would do.
 *
 * <p>Guarded by the lock of {@link CatalogueState}.
 */
public abstract sealed class DidRow permits FileRow, CollectionRow {

  private static final CollectionRow[] NONE = {};

  private final Scope scope;
  private final String name;
  private final String account;
  private final int createdSeconds;
  private CollectionRow[] parents = NONE;
  private @Nullable Map<String, JsonNode> meta;

  DidRow(Scope scope, String name, String account, Instant created) {
    this.scope = scope;
    this.name = name;
    this.account = account;
    this.createdSeconds = (int) created.getEpochSecond();
  }

  public String scope() {
    return scope.name;
  }

  public String name() {
    return name;
  }

  public String account() {
    return account;
  }

  public Instant created() {
    return Instant.ofEpochSecond(createdSeconds);
  }

  /** FILE, DATASET or CONTAINER. */
  public abstract String type();

  public List<CollectionRow> parents() {
    return Arrays.asList(parents);
  }

  public boolean isIn(CollectionRow parent) {
    for (CollectionRow candidate : parents) {
      if (candidate == parent) {
        return true;
      }
    }
    return false;
  }

  void addParent(CollectionRow parent) {
    if (parents.length == 0) {
      parents = parent.alone();
    } else {
      parents = Arrays.copyOf(parents, parents.length + 1);
      parents[parents.length - 1] = parent;
    }
  }

  void removeParent(CollectionRow parent) {
    CollectionRow[] rest =
        Arrays.stream(parents).filter(row -> row != parent).toArray(CollectionRow[]::new);
    parents = rest.length == 0 ? NONE : rest;
  }

  /** Metadata of both kinds, columns and free keys, in the order of their setting. */
  public Map<String, JsonNode> meta() {
    return meta == null ? Map.of() : meta;
  }

  /** Sets keys; others stay. */
  public void putMeta(Map<String, JsonNode> values) {
    if (!values.isEmpty()) {
      Map<String, JsonNode> merged = new LinkedHashMap<>(meta());
      merged.putAll(values);
      meta = merged;
    }
  }

  /** Takes back what {@link #putMeta} did. */
  public void restoreMeta(Map<String, JsonNode> before) {
    meta = before.isEmpty() ? null : before;
  }

  @Override
  public String toString() {
    return scope() + ":" + name;
  }
}
