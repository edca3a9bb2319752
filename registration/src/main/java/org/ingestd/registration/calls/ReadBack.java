// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.calls;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.ingestd.registration.catalogue.CatalogueFile;
import org.ingestd.registration.rest.Calls;
import org.ingestd.registration.rest.Failure;
import org.ingestd.registration.rest.Json;
import org.ingestd.registration.rest.Parallel;
import org.ingestd.registration.rest.Request;
import org.ingestd.rse.Did;

/**
 * Which files are attached to a dataset. Whichever way it is asked, a file counts as missing only
 * when the answer is known to be whole.
 */
public final class ReadBack {

  /** Server time in ms seen on 41.5.1: a file of the stream, and a file asked for by itself. */
  private static final double STREAMED = 0.07;

  private static final double ONE_BY_ONE = 12;
  private static final int REMEMBERED = 10_000;

  private final Calls calls;
  private final Parallel parallel;
  private final Lines lines;
  private final Metadata metadata;

  /** Files a dataset had when it was last read; guarded by itself. */
  private final Map<Did, Long> lengths =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Did, Long> eldest) {
          return size() > REMEMBERED;
        }
      };

  public ReadBack(Calls calls, Parallel parallel, Metadata metadata) {
    this.calls = calls;
    this.parallel = parallel;
    this.lines = new Lines(calls, parallel);
    this.metadata = metadata;
  }

  public Map<Did, CatalogueFile> attached(Did dataset, Collection<Did> files) throws Failure {
    Set<Did> wanted = new HashSet<>(files);
    if (wanted.isEmpty()) {
      return Map.of();
    }
    if (lastLength(dataset) * STREAMED > wanted.size() * ONE_BY_ONE) {
      return byFile(dataset, wanted);
    }
    Map<Did, CatalogueFile> found = stream(dataset, wanted);
    if (found.size() == wanted.size()) {
      return found;
    }
    Set<Did> missing = new HashSet<>(wanted);
    missing.removeAll(found.keySet());
    found.putAll(missingForCertain(dataset, missing));
    return found;
  }

  /** Of those that the stream did not show, the ones that are attached all the same. */
  private Map<Did, CatalogueFile> missingForCertain(Did dataset, Set<Did> missing) throws Failure {
    Optional<Long> length = Datasets.endsInRouteWord(dataset) ? Optional.empty() : length(dataset);
    if (length.isEmpty()) {
      return byFile(dataset, missing);
    }
    if (lastLength(dataset) >= length.get()) {
      return Map.of();
    }
    // Others may have attached since; only a stream as long as the dataset was just before is
    // whole.
    Map<Did, CatalogueFile> found = stream(dataset, missing);
    if (found.size() < missing.size() && lastLength(dataset) < length.get()) {
      throw Failure.broken(
          200,
          "Rucio showed " + lastLength(dataset) + " of " + length.get() + " files of " + dataset,
          null);
    }
    return found;
  }

  private Map<Did, CatalogueFile> stream(Did dataset, Set<Did> wanted) throws Failure {
    Map<Did, CatalogueFile> found = new HashMap<>();
    Request request =
        Request.get(
            "files", Request.path("dids", dataset.scope(), dataset.name(), "files") + "?long");
    int length =
        calls.value(
            request,
            Json.lines(
                found::clear,
                line -> {
                  Did did = Lines.did(line);
                  if (wanted.contains(did)) {
                    found.put(did, Lines.file(line));
                  }
                }));
    synchronized (lengths) {
      lengths.put(dataset, (long) length);
    }
    return found;
  }

  /**
   * Hands over every file of the dataset, as they come; an answer that may have been cut is asked
   * for again.
   *
   * @param begin an answer begins: what was handed over before is void
   */
  public void each(Did dataset, Runnable begin, Consumer<CatalogueFile> file) throws Failure {
    Optional<Long> length = Datasets.endsInRouteWord(dataset) ? Optional.empty() : length(dataset);
    Request request =
        Request.get(
            "files", Request.path("dids", dataset.scope(), dataset.name(), "files") + "?long");
    int shown = 0;
    for (int answer = 0; answer < 2; answer++) {
      shown = calls.value(request, Json.lines(begin, line -> file.accept(Lines.file(line))));
      if (shown >= length.orElse(0L)) {
        return;
      }
    }
    throw Failure.broken(
        200, "Rucio showed " + shown + " of " + length.get() + " files of " + dataset, null);
  }

  private long lastLength(Did dataset) {
    synchronized (lengths) {
      return lengths.getOrDefault(dataset, 0L);
    }
  }

  /** Files of an open dataset, counted by the server. */
  private Optional<Long> length(Did dataset) throws Failure {
    Request request =
        Request.get(
            "dataset",
            Request.path("dids", dataset.scope(), dataset.name()) + "?dynamic_depth=FILE");
    return Optional.of(calls.value(request, Json.DOCUMENT).path("length"))
        .filter(length -> length.isNumber())
        .map(length -> length.asLong());
  }

  private Map<Did, CatalogueFile> byFile(Did dataset, Set<Did> files) throws Failure {
    List<Parallel.Work<Optional<Did>>> works = new ArrayList<>();
    for (Did file : files) {
      works.add(() -> hasParent(file, dataset) ? Optional.of(file) : Optional.empty());
    }
    List<Did> attached = parallel.all(works).stream().flatMap(Optional::stream).toList();
    return metadata.files(attached);
  }

  private boolean hasParent(Did file, Did dataset) throws Failure {
    Request request =
        Request.get("parents", Request.path("dids", file.scope(), file.name(), "parents"));
    return lines.all(request, Lines::did).contains(dataset);
  }
}
