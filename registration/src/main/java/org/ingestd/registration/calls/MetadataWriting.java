// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.calls;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.registration.rest.Calls;
import org.ingestd.registration.rest.Failure;
import org.ingestd.registration.rest.Parallel;
import org.ingestd.rse.Did;

/**
 * {@code POST /dids/bulkdidsmeta}: sets all keys of many files at once, in batches side by side.
 * The server reads, merges and writes, so a repeat is harmless and other keys stay.
 */
public final class MetadataWriting {

  /** A body that no front end refuses, whatever is in it. */
  private static final int LARGEST_BODY = 1_000_000;

  private final Calls calls;
  private final Parallel parallel;
  private final Lines lines;

  public MetadataWriting(Calls calls, Parallel parallel, Lines lines) {
    this.calls = calls;
    this.parallel = parallel;
    this.lines = lines;
  }

  /**
   * @param metadata a JSON object each
   * @param batch files of one call
   * @return those that Rucio did not take, with the reason
   * @throws Failure for what concerns all
   */
  public Map<Did, RucioException> write(Map<Did, String> metadata, int batch) throws Failure {
    List<Parallel.Work<Map<Did, RucioException>>> works = new ArrayList<>();
    for (Map<Did, String> part : batches(new TreeMap<>(metadata), batch)) {
      works.add(() -> new MetadataBatch(calls, lines).write(part));
    }
    Map<Did, RucioException> refused = new HashMap<>();
    parallel.all(works).forEach(refused::putAll);
    return refused;
  }

  private static List<Map<Did, String>> batches(SortedMap<Did, String> metadata, int batch) {
    List<Map<Did, String>> batches = new ArrayList<>();
    Map<Did, String> part = new TreeMap<>();
    long bytes = 0;
    for (Map.Entry<Did, String> file : metadata.entrySet()) {
      if (part.size() == batch || (!part.isEmpty() && bytes + length(file) > LARGEST_BODY)) {
        batches.add(part);
        part = new TreeMap<>();
        bytes = 0;
      }
      part.put(file.getKey(), file.getValue());
      bytes += length(file);
    }
    batches.add(part);
    return batches;
  }

  private static int length(Map.Entry<Did, String> file) {
    return file.getKey().name().length() + file.getValue().length();
  }
}
