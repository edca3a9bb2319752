// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.calls;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.ingestd.testbed.catalogue.change.Columns;
import org.ingestd.testbed.catalogue.model.CollectionRow;
import org.ingestd.testbed.catalogue.model.DidRow;
import org.ingestd.testbed.catalogue.model.FileRow;
import org.ingestd.testbed.catalogue.wire.RucioDate;
import org.jspecify.annotations.Nullable;

/** How DIDs look in answers. */
final class DidJson {

  private static final List<String> UNUSED_COLUMNS =
      List.of(
          "access_cnt",
          "accessed_at",
          "campaign",
          "closed_at",
          "complete",
          "constituent",
          "datatype",
          "deleted_at",
          "eol_at",
          "events",
          "expired_at",
          "guid",
          "is_archive",
          "lumiblocknr",
          "panda_id",
          "phys_group",
          "prod_step",
          "project",
          "provenance",
          "run_number",
          "stream_name",
          "task_id",
          "version");

  private DidJson() {}

  static void key(JsonGenerator json, DidRow row) throws IOException {
    json.writeStringField("scope", row.scope());
    json.writeStringField("name", row.name());
  }

  static void number(JsonGenerator json, String field, @Nullable Long value) throws IOException {
    if (value == null) {
      json.writeNullField(field);
    } else {
      json.writeNumberField(field, value);
    }
  }

  /**
   * {@code GET /dids/{scope}/{name}}.
   *
   * @param dynamic whether to sum up an open collection now
   */
  static void did(JsonGenerator json, DidRow row, boolean dynamic) throws IOException {
    json.writeStartObject();
    key(json, row);
    json.writeStringField("type", row.type());
    json.writeStringField("account", row.account());
    if (row instanceof FileRow file) {
      json.writeNumberField("bytes", file.bytes());
      json.writeNumberField("length", 1);
      json.writeStringField("md5", file.md5());
      json.writeStringField("adler32", file.adler32());
    } else if (row instanceof CollectionRow collection) {
      CollectionRow.Totals totals = dynamic ? collection.totals() : collection.closedTotals();
      json.writeBooleanField("open", collection.open());
      json.writeBooleanField("monotonic", collection.monotonic());
      json.writeNullField("expired_at");
      number(json, "length", totals == null ? null : totals.length());
      number(json, "bytes", totals == null ? null : totals.bytes());
    }
    json.writeEndObject();
  }

  /** A line of {@code …/dids}. */
  static void child(JsonGenerator json, DidRow row) throws IOException {
    json.writeStartObject();
    key(json, row);
    json.writeStringField("type", row.type());
    if (row instanceof FileRow file) {
      json.writeNumberField("bytes", file.bytes());
      json.writeStringField("adler32", file.adler32());
      json.writeStringField("md5", file.md5());
    } else {
      json.writeNullField("bytes");
      json.writeNullField("adler32");
      json.writeNullField("md5");
    }
    json.writeEndObject();
  }

  /** A line of {@code …/files}. */
  static void file(JsonGenerator json, FileRow file, boolean isLong) throws IOException {
    json.writeStartObject();
    key(json, file);
    json.writeNumberField("bytes", file.bytes());
    json.writeStringField("adler32", file.adler32());
    node(json, "guid", file.meta().get("guid"));
    node(json, "events", file.meta().get("events"));
    if (isLong) {
      node(json, "lumiblocknr", file.meta().get("lumiblocknr"));
    }
    json.writeEndObject();
  }

  private static void node(JsonGenerator json, String field, @Nullable JsonNode value)
      throws IOException {
    if (value == null) {
      json.writeNullField(field);
    } else {
      json.writeFieldName(field);
      json.writeTree(value);
    }
  }

  /** Which metadata an answer shows. */
  record Shown(boolean columns, boolean free, boolean keyOfFree) {}

  /** Metadata of one DID as an object. */
  static void meta(JsonGenerator json, DidRow row, Shown shown) throws IOException {
    json.writeStartObject();
    if (shown.columns) {
      key(json, row);
      columns(json, row);
    } else if (shown.keyOfFree) {
      key(json, row);
    }
    if (shown.free) {
      for (Map.Entry<String, JsonNode> value : row.meta().entrySet()) {
        if (!Columns.SETTABLE.contains(value.getKey())) {
          node(json, value.getKey(), value.getValue());
        }
      }
    }
    json.writeEndObject();
  }

  private static void columns(JsonGenerator json, DidRow row) throws IOException {
    json.writeStringField("account", row.account());
    json.writeStringField("did_type", row.type());
    json.writeStringField("created_at", RucioDate.text(row.created()));
    json.writeStringField("updated_at", RucioDate.text(row.created()));
    json.writeBooleanField("suppressed", false);
    json.writeBooleanField("hidden", false);
    json.writeBooleanField("obsolete", false);
    json.writeBooleanField("is_new", true);
    json.writeBooleanField("purge_replicas", true);
    json.writeBooleanField("transient", false);
    for (String column : UNUSED_COLUMNS) {
      node(json, column, row.meta().get(column));
    }
    if (row instanceof FileRow file) {
      json.writeStringField("availability", file.lost() ? "LOST" : "AVAILABLE");
      json.writeNumberField("bytes", file.bytes());
      json.writeNullField("length");
      json.writeStringField("adler32", file.adler32());
      json.writeStringField("md5", file.md5());
      json.writeNullField("is_open");
      json.writeBooleanField("monotonic", false);
    } else if (row instanceof CollectionRow collection) {
      CollectionRow.Totals totals = collection.closedTotals();
      json.writeStringField("availability", "AVAILABLE");
      number(json, "bytes", totals == null ? null : totals.bytes());
      number(json, "length", totals == null ? null : totals.length());
      json.writeNullField("adler32");
      json.writeNullField("md5");
      json.writeBooleanField("is_open", collection.open());
      json.writeBooleanField("monotonic", collection.monotonic());
    }
  }
}
