// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.change;

import java.util.Set;

/** Which metadata keys are columns of Rucio's DID table; all others belong to the JSON plug-in. */
public final class Columns {

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

  private Columns() {}
}
