// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.rucio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import org.ingestd.journal.JournalReader;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.routes.condition.Subject;
import org.ingestd.routes.steps.Source;

/** A file as its journal knows it. What a condition asks is the same at every step of its way. */
record JournalSubject(Source source, JournalFile file, JournalReader journal) implements Subject {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Override
  public Map<String, String> groups() {
    return source.groups(file.key().path());
  }

  @Override
  public long size() {
    return file.size();
  }

  @Override
  public Optional<JsonNode> metadata() {
    return journal.metadata(file.id()).map(found -> parsed(found.content().json()));
  }

  private static JsonNode parsed(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The journal has metadata that are no JSON", e);
    }
  }
}
