// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.calls;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.registration.catalogue.ReplicaEntry;
import org.ingestd.registration.rest.Calls;
import org.ingestd.registration.rest.Failure;
import org.ingestd.registration.rest.Json;
import org.ingestd.registration.rest.Reader;
import org.ingestd.registration.rest.Request;
import org.ingestd.rse.Did;

/**
 * {@code POST /dids/attachments} with {@code rse}: makes file DIDs, replicas and the attachment in
 * one transaction, all or nothing, and compares size and checksums with what is there already.
 */
public record Attachment(Did dataset, String rse) {

  /**
   * @return whether an earlier sending had no certain answer
   */
  boolean send(Calls calls, List<ReplicaEntry> files, boolean withMd5) throws Failure {
    byte[] body = Json.bytes(json -> write(json, files, withMd5));
    Request request = Request.post("attach", "/dids/attachments", body).expects(201).suspect();
    return calls.call(request, Reader.NOTHING).repeated();
  }

  private void write(JsonGenerator json, List<ReplicaEntry> files, boolean withMd5)
      throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("attachments");
    json.writeStartObject();
    json.writeStringField("scope", dataset.scope());
    json.writeStringField("name", dataset.name());
    json.writeStringField("rse", rse);
    json.writeArrayFieldStart("dids");
    for (ReplicaEntry file : files) {
      writeFile(json, file, withMd5);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    json.writeBooleanField("ignore_duplicate", true);
    json.writeEndObject();
  }

  /** The schema refuses every other key, and null for a missing checksum. */
  private static void writeFile(JsonGenerator json, ReplicaEntry file, boolean withMd5)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("scope", file.did().scope());
    json.writeStringField("name", file.did().name());
    json.writeNumberField("bytes", file.bytes());
    json.writeStringField("adler32", file.digests().adler32());
    String md5 = file.digests().get(DigestAlgorithm.MD5).orElse("");
    if (withMd5 && !md5.isEmpty()) {
      json.writeStringField("md5", md5);
    }
    json.writeStringField("pfn", file.pfn());
    json.writeEndObject();
  }
}
