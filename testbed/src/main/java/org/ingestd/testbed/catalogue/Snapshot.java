// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import org.ingestd.rse.Did;
import org.jspecify.annotations.Nullable;

/** Everything in a catalogue at one moment, for assertions and for the demonstration's table. */
public record Snapshot(
    Map<Did, File> files, Map<Did, Dataset> collections, Map<String, Rule> rules) {

  /**
   * @throws IllegalArgumentException if the catalogue has no such file
   */
  public File file(Did did) {
    return known(files.get(did), did);
  }

  /**
   * @throws IllegalArgumentException if the catalogue has no such dataset or container
   */
  public Dataset collection(Did did) {
    return known(collections.get(did), did);
  }

  /**
   * @throws IllegalArgumentException if the catalogue has no such rule
   */
  public Rule rule(String id) {
    return known(rules.get(id), id);
  }

  private static <T> T known(@Nullable T row, Object key) {
    if (row == null) {
      throw new IllegalArgumentException("The catalogue has no " + key);
    }
    return row;
  }

  /**
   * @param adler32 null if it was registered without
   * @param replicas by RSE
   * @param meta what was set by the metadata calls
   */
  public record File(
      long bytes,
      @Nullable String adler32,
      @Nullable String md5,
      boolean lost,
      Map<String, Replica> replicas,
      Map<String, JsonNode> meta) {

    /**
     * @throws IllegalArgumentException if there is none at that RSE
     */
    public Replica replica(String rse) {
      return known(replicas.get(rse), "replica at " + rse);
    }
  }

  /**
   * @param path behind the RSE's prefix, with a slash in front
   */
  public record Replica(String state, String path) {}

  /** A dataset or container with its direct children. */
  public record Dataset(String type, boolean open, Set<Did> children) {}

  /** A rule with its counters. */
  public record Rule(Did did, String account, String expression, int copies, Standing standing) {}

  /**
   * @param error null if there is none
   */
  public record Standing(
      String state, long ok, long replicating, long stuck, @Nullable String error) {}
}
