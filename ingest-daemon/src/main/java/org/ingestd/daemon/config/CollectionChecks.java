// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import org.ingestd.daemon.config.model.DatasetsConfig;
import org.ingestd.daemon.config.model.ExpectedConfig;
import org.ingestd.daemon.config.model.SourceConfig;
import org.ingestd.daemon.config.yaml.Faults;
import org.ingestd.routes.disk.NightTemplate;
import org.ingestd.rse.RawPath;

/** Contradictions in what is said of a source's datasets and nights. */
final class CollectionChecks {

  private final Faults faults;
  private final String source;

  /**
   * @param source its path in the configuration
   */
  CollectionChecks(Faults faults, String source) {
    this.faults = faults;
    this.source = source;
  }

  void completeness(DatasetsConfig datasets, ExpectedConfig expected) {
    datasets
        .maxBytes()
        .filter(size -> size.bytes() < 1)
        .ifPresent(size -> faults.refuse(at("datasets.max-bytes"), "no file would fit"));
    datasets.close().marker().ifPresent(this::marker);
    List<Optional<?>> kinds = List.of(expected.count(), expected.list(), expected.number());
    long said = kinds.stream().filter(Optional::isPresent).count();
    if (said > 1) {
      faults.refuse(at("expected"), "count, list and number exclude each other");
    }
    if (datasets.close().expected() && said == 0) {
      faults.refuse(at("datasets.close.expected"), "nothing is expected: set expected");
    }
    if (expected.first().isPresent() && expected.number().isEmpty()) {
      faults.refuse(at("expected.first"), "means nothing without expected.number");
    }
    expected.list().ifPresent(list -> template(at("expected.list"), list));
  }

  private void marker(String marker) {
    String at = at("datasets.close.marker");
    template(at, marker);
    if (RawPath.ifValid(marker.getBytes(UTF_8)).isEmpty()) {
      faults.refuse(at, "must lie below the source: no / in front and no ..");
    }
  }

  private void template(String at, String text) {
    try {
      var unused = new NightTemplate(text);
    } catch (IllegalArgumentException e) {
      faults.refuse(at, String.valueOf(e.getMessage()));
    }
  }

  /** What needs the source as a whole. */
  void source(SourceConfig made, List<String> groups) {
    ExpectedConfig expected = made.completeness().expected();
    expected
        .number()
        .filter(group -> !groups.contains(group))
        .ifPresent(
            group ->
                faults.refuse(
                    at("expected.number"),
                    "naming.pattern has no group '"
                        + group
                        + "'; it has: "
                        + String.join(", ", groups)));
    boolean remote = made.path().address().isPresent();
    expected
        .list()
        .filter(list -> remote && !list.startsWith("/"))
        .ifPresent(list -> faults.refuse(at("expected.list"), "must begin with / over SFTP"));
  }

  private String at(String key) {
    return Faults.below(source, key);
  }
}
