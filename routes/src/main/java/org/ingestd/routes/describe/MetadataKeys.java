// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.describe;

import java.util.Optional;
import java.util.Set;

/** Which names metadata may have in Rucio. */
public final class MetadataKeys {

  /** Of any Rucio from 32 to 41: what is a column of DIDs is no free metadata. */
  private static final Set<String> COLUMNS =
      Set.of(
          "access_cnt",
          "accessed_at",
          "account",
          "adler32",
          "availability",
          "bytes",
          "campaign",
          "closed_at",
          "complete",
          "constituent",
          "created_at",
          "datatype",
          "deleted_at",
          "did_type",
          "eol_at",
          "events",
          "expired_at",
          "guid",
          "hidden",
          "is_archive",
          "is_new",
          "is_open",
          "length",
          "lifetime",
          "lumiblocknr",
          "md5",
          "monotonic",
          "name",
          "obsolete",
          "panda_id",
          "phys_group",
          "prod_step",
          "project",
          "provenance",
          "purge_replicas",
          "rule_evaluation_action",
          "rule_evaluation_required",
          "run_number",
          "scope",
          "stream_name",
          "suppressed",
          "task_id",
          "transient",
          "type",
          "updated_at",
          "version",
          "vo");

  private static final int LONGEST = 255;

  private MetadataKeys() {}

  /** The key of a FITS card, e.g. {@code fits_DATE_OBS}. */
  public static String ofCard(String keyword) {
    String plain = keyword.startsWith("HIERARCH ") ? keyword.substring(9) : keyword;
    return "fits_" + plain.replaceAll("[^A-Za-z0-9_]", "_");
  }

  /** Why no metadata can be called so. */
  public static Optional<String> whyNot(String key) {
    if (key.isEmpty() || key.length() > LONGEST) {
      return Optional.of("a key has 1 to " + LONGEST + " characters");
    }
    if (key.contains(".")) {
      return Optional.of("Rucio takes no key with a dot in it");
    }
    if (COLUMNS.contains(key)) {
      return Optional.of("a column of Rucio's own is called so; give it another name");
    }
    return key.chars().anyMatch(Character::isISOControl)
        ? Optional.of("a key has no control characters")
        : Optional.empty();
  }
}
