// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.ingestd.testbed.catalogue.wire.RucioError;

/** Which metadata keys are columns of Rucio's DID table; all others belong to the JSON plug-in. */
public final class Columns {

  private static final String DOT =
      "Restricted character \".\" found in metadata key. Reason: Used as a delimiter for key"
          + " and operator (<key>.<operator>) in filtering engine.";

  /** Columns that anybody who may set metadata may set. */
  public static final Set<String> SETTABLE =
      Set.of(
          "project",
          "datatype",
          "run_number",
          "stream_name",
          "prod_step",
          "version",
          "campaign",
          "task_id",
          "panda_id",
          "lumiblocknr",
          "provenance",
          "phys_group",
          "transient",
          "events",
          "guid",
          "lifetime",
          "eol_at",
          "purge_replicas");

  /** Columns that the metadata calls refuse. */
  public static final Set<String> RESERVED =
      Set.of(
          "scope",
          "name",
          "account",
          "did_type",
          "is_open",
          "monotonic",
          "obsolete",
          "complete",
          "is_new",
          "availability",
          "suppressed",
          "bytes",
          "length",
          "md5",
          "adler32",
          "rule_evaluation_action",
          "rule_evaluation_required",
          "expired_at",
          "deleted_at",
          "created_at",
          "updated_at");

  private static final Set<String> NUMERIC =
      Set.of("run_number", "lumiblocknr", "events", "task_id", "panda_id");

  private Columns() {}

  /**
   * Values as the columns keep them: a GUID without its dashes.
   *
   * @throws RucioError InvalidMetadata for a key with a dot, DatabaseException for text in a
   *     numeric column
   */
  static Map<String, JsonNode> kept(Map<String, JsonNode> meta) {
    Map<String, JsonNode> kept = new LinkedHashMap<>();
    meta.forEach(
        (key, value) -> {
          if (key.contains(".")) {
            throw RucioError.of("InvalidMetadata", DOT);
          }
          if (NUMERIC.contains(key) && value.isTextual() && !value.asText().matches("-?[0-9]+")) {
            throw RucioError.of("DatabaseException", "An unknown Database Exception has occurred.");
          }
          boolean guid = key.equals("guid") && value.isTextual();
          kept.put(key, guid ? TextNode.valueOf(value.asText().replaceAll("[-{}]", "")) : value);
        });
    return kept;
  }
}
