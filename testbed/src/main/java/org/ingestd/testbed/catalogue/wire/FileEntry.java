// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a list of files or DIDs in a request, its schema already checked.
 *
 * @param size null if the entry has none
 * @param pfn null if the entry has none
 * @param state a letter or, as the schema lets it pass, a long name; null if the entry has none
 * @param meta empty if the entry has none
 */
public record FileEntry(
    Key key,
    @Nullable Size size,
    Checksums checksums,
    @Nullable String pfn,
    @Nullable String state,
    Map<String, JsonNode> meta) {

  /** Scope and name. */
  public record Key(String scope, String name) {}

  /**
   * A JSON integer.
   *
   * @param outOfRange it needs more than 63 bits; real servers fail in the database
   */
  public record Size(long bytes, boolean outOfRange) {}

  /** As sent: Rucio compares the text, so upper case differs. */
  public record Checksums(@Nullable String adler32, @Nullable String md5) {}

  public String scope() {
    return key.scope;
  }

  public String name() {
    return key.name;
  }
}
