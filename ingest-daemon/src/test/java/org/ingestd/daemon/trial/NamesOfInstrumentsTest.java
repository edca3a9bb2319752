// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ingestd.daemon.Documents;
import org.ingestd.daemon.config.ExampleReader;
import org.ingestd.daemon.config.Wiring;
import org.ingestd.routes.contract.IngestSettings;
import org.ingestd.rse.NameRules;
import org.ingestd.rse.NamingResult;
import org.ingestd.rse.NamingResult.Named;
import org.ingestd.rse.RawPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What real instruments call their files, and what these are called in Rucio by the example of the
 * same name. {@code -Ddocs.update} writes docs/names-of-instruments.md.
 */
final class NamesOfInstrumentsTest {

  private static final Path EXAMPLES = Documents.TOP.resolve("config-examples");

  /** Stands for the files' own time where a name tells none. */
  private static final Instant MODIFIED = Instant.parse("2026-01-22T03:10:00Z");

  static Stream<String> instruments() throws IOException {
    try (Stream<Path> lists = Files.list(EXAMPLES.resolve("names"))) {
      return lists
          .map(list -> list.getFileName().toString().replaceFirst("\\.txt$", ""))
          .sorted()
          .toList()
          .stream();
    }
  }

  @Test
  void filesOfInstrumentsAreCalledAsTheDocumentSays() throws Exception {
    StringBuilder sections = new StringBuilder();
    for (String instrument : instruments().toList()) {
      sections.append(
          "## %s\n\n`config-examples/%s.yaml`\n\n| file | DID | dataset | night, from |\n|---|---|---|---|\n"
              .formatted(instrument, instrument));
      for (Path file : files(instrument)) {
        sections.append(line(file, source(instrument, file)));
      }
      sections.append('\n');
    }
    Documents.assertPartUpToDate("docs/names-of-instruments.md", "names", sections.toString());
  }

  @ParameterizedTest
  @MethodSource("instruments")
  void namesLeadBackToTheirFiles(String instrument) throws Exception {
    int named = 0;
    for (Path file : files(instrument)) {
      PlaceInSource source = source(instrument, file);
      if (whyNot(file, source).isEmpty()
          && source.naming().name(source.belowRoot(file), MODIFIED) instanceof Named name) {
        named++;
        if (source.naming().isReversible()) {
          assertThat(source.naming().path(name.did())).contains(source.belowRoot(file));
        }
      }
    }
    assertThat(named).as("named files of %s", instrument).isPositive();
  }

  private static List<Path> files(String instrument) throws IOException {
    return Files.readAllLines(EXAMPLES.resolve("names").resolve(instrument + ".txt")).stream()
        .map(Path::of)
        .toList();
  }

  private static PlaceInSource source(String instrument, Path file) throws Exception {
    IngestSettings settings =
        Wiring.ingest(ExampleReader.read(EXAMPLES.resolve(instrument + ".yaml")).config());
    return PlaceInSource.all(settings, NameRules.NEWEST).stream()
        .filter(source -> source.holds(file))
        .findFirst()
        .orElseThrow();
  }

  private static Optional<String> whyNot(Path file, PlaceInSource source) {
    return source.whyNoFile(source.below(file));
  }

  private static String line(Path file, PlaceInSource source) {
    RawPath below = source.below(file);
    Optional<String> whyNot = whyNot(file, source);
    if (whyNot.isPresent()) {
      return "| `%s` | *passed over: %s* | | |\n".formatted(below, whyNot.get());
    }
    NamingResult result = source.naming().name(source.belowRoot(file), MODIFIED);
    if (result instanceof Named named) {
      return "| `%s` | `%s` | `%s` | %s, %s |\n"
          .formatted(
              below,
              named.did(),
              named.dataset().map(dataset -> dataset.name()).orElse(""),
              named.night(),
              named.nightFrom());
    }
    return "| `%s` | *%s* | | |\n"
        .formatted(
            below,
            result instanceof NamingResult.Refused
                ? "held: NAME_REFUSED"
                : "held: PATTERN_MISMATCH");
  }
}
