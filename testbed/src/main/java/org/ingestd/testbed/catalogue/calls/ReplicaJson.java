// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.calls;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.ingestd.testbed.catalogue.model.FileRow;
import org.ingestd.testbed.catalogue.model.Replica;
import org.ingestd.testbed.catalogue.storage.Rse;
import org.ingestd.testbed.catalogue.storage.RseProtocol;

/** How replicas look in answers: one line a file. */
final class ReplicaJson {

  private final Random random;
  private final Selection selection;

  /**
   * What was asked for.
   *
   * @param schemes empty: the best, by chance among equals
   * @param allStates also replicas that are not AVAILABLE
   */
  record Selection(Set<Rse> rses, List<String> schemes, boolean allStates) {}

  ReplicaJson(Random random, Selection selection) {
    this.random = random;
    this.selection = selection;
  }

  void write(JsonGenerator json, FileRow file) throws IOException {
    List<Replica> replicas = new ArrayList<>(file.replicas());
    replicas.removeIf(
        replica ->
            !selection.rses.contains(replica.rse())
                || (!selection.allStates && !replica.available()));
    Collections.shuffle(replicas, random);
    Map<Replica, List<Pfn>> pfns = new LinkedHashMap<>();
    for (Replica replica : replicas) {
      pfns.put(replica, pfns(file, replica));
    }
    json.writeStartObject();
    DidJson.key(json, file);
    json.writeNumberField("bytes", file.bytes());
    json.writeStringField("md5", file.md5());
    json.writeStringField("adler32", file.adler32());
    writePfns(json, pfns);
    writeRses(json, pfns);
    json.writeObjectFieldStart("states");
    for (Replica replica : replicas) {
      json.writeStringField(replica.rse().name(), replica.state().name());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private record Pfn(String text) {}

  private List<Pfn> pfns(FileRow file, Replica replica) {
    List<RseProtocol> protocols = new ArrayList<>(replica.rse().protocols());
    if (selection.schemes.isEmpty()) {
      Collections.shuffle(protocols, random);
      protocols.subList(1, protocols.size()).clear();
    } else {
      protocols.removeIf(protocol -> !selection.schemes.contains(protocol.scheme()));
    }
    String path = replica.path(file);
    return protocols.stream().map(protocol -> new Pfn(protocol.pfn(path))).toList();
  }

  private static void writePfns(JsonGenerator json, Map<Replica, List<Pfn>> pfns)
      throws IOException {
    json.writeObjectFieldStart("pfns");
    int priority = 0;
    for (Map.Entry<Replica, List<Pfn>> entry : pfns.entrySet()) {
      for (Pfn pfn : entry.getValue()) {
        json.writeObjectFieldStart(pfn.text);
        json.writeStringField("rse_id", entry.getKey().rse().id());
        json.writeStringField("rse", entry.getKey().rse().name());
        json.writeStringField("type", "DISK");
        json.writeBooleanField("volatile", false);
        json.writeStringField("domain", "wan");
        json.writeNumberField("priority", ++priority);
        json.writeBooleanField("client_extract", false);
        json.writeEndObject();
      }
    }
    json.writeEndObject();
  }

  private static void writeRses(JsonGenerator json, Map<Replica, List<Pfn>> pfns)
      throws IOException {
    json.writeObjectFieldStart("rses");
    for (Map.Entry<Replica, List<Pfn>> entry : pfns.entrySet()) {
      if (!entry.getValue().isEmpty()) {
        json.writeArrayFieldStart(entry.getKey().rse().name());
        for (Pfn pfn : entry.getValue()) {
          json.writeString(pfn.text);
        }
        json.writeEndArray();
      }
    }
    json.writeEndObject();
  }
}
