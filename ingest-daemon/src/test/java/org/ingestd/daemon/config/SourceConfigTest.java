// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.routes.contract.SourceSettings;
import org.ingestd.routes.contract.SourceSettings.Watch;
import org.ingestd.routes.format.FileFormat;
import org.ingestd.rse.RawPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SourceConfigTest {

  @TempDir private Path folder;
  private Written written;

  @BeforeEach
  void begin() {
    written = new Written(folder);
  }

  private SourceSettings settings() throws Exception {
    return Wiring.ingest(written.config()).sources().get(0);
  }

  @Test
  void needsNameAndPathOnly() throws Exception {
    SourceSettings source = settings();

    assertThat(source.selection()).isEqualTo(new SourceSettings.Selection(List.of(), List.of()));
    assertThat(source.completeness())
        .isEqualTo(
            new SourceSettings.Completeness(
                Duration.ofSeconds(30), Optional.empty(), Optional.empty(), true));
    assertThat(source.discovery())
        .isEqualTo(
            new SourceSettings.Discovery(
                Watch.AUTO,
                Duration.ofMinutes(5),
                Duration.ofHours(1),
                Duration.ofHours(24),
                Optional.empty()));
    assertThat(source.treatment().digests())
        .containsExactlyInAnyOrder(DigestAlgorithm.ADLER32, DigestAlgorithm.MD5);
    assertThat(source.treatment().rules()).isEmpty();
    assertThat(source.treatment().protectSource()).isTrue();
    assertThat(source.treatment().safeCopies()).isEmpty();
    assertThat(written.warnings())
        .contains(
            "9: sources[0].rules: without rules no copy is ever made: files end at PROTECTED");
  }

  @Test
  void becomesTheSettingsOfTheRoutes() throws Exception {
    written.source(
        """
        include: ["**/*.fits", "*.fz"]
        exclude: ["**/Trash/**"]
        watch: poll
        rescan: 90s
        recheck: 10m
        live-window: 14d
        sentinel: conf/.ingestd-here
        complete: { quiet: 0s, marker: "{dir}/{stem}.ok", format: hdf5 }
        empty: register
        digests: [sha256, crc32c]
        protect-source: false
        release: never
        """);

    SourceSettings source = settings();

    assertThat(source.name()).isEqualTo("raw");
    assertThat(source.path()).isEqualTo(Path.of("/data/raw"));
    assertThat(source.selection())
        .isEqualTo(
            new SourceSettings.Selection(List.of("**/*.fits", "*.fz"), List.of("**/Trash/**")));
    assertThat(source.completeness())
        .isEqualTo(
            new SourceSettings.Completeness(
                Duration.ZERO,
                Optional.of("{dir}/{stem}.ok"),
                Optional.of(FileFormat.HDF5),
                false));
    assertThat(source.discovery())
        .isEqualTo(
            new SourceSettings.Discovery(
                Watch.POLL,
                Duration.ofSeconds(90),
                Duration.ofMinutes(10),
                Duration.ofDays(14),
                Optional.of(RawPath.of("conf/.ingestd-here"))));
    assertThat(source.treatment().digests())
        .isEqualTo(Set.of(DigestAlgorithm.SHA256, DigestAlgorithm.CRC32C));
    assertThat(source.treatment().protectSource()).isFalse();
  }

  @Test
  void namesEveryFaultAtOnce() {
    written.source(
        """
        include: "*.fits"
        exclude: ["/abs", "{open"]
        watch: sometimes
        rescan: 0s
        live-window: 24
        complete: { quiet: soon, marker: "{path}{night}", format: jpeg }
        empty: [hold]
        digests: [md4]
        protect-source: maybe
        """);

    assertThat(written.faults())
        .containsExactly(
            "11: sources[0].include: *.fits: must be a list, written as [a, b] or as lines that"
                + " begin with a dash",
            "12: sources[0].exclude[0]: /abs: must be a pattern such as \"**/*.fits\"; it is"
                + " relative to the source's path",
            "12: sources[0].exclude[1]: {open: must be a pattern such as \"**/*.fits\"; a bracket"
                + " or brace is not closed",
            "13: sources[0].watch: sometimes: must be one of auto, events, poll",
            "14: sources[0].rescan: 0s: must be longer than nothing",
            "15: sources[0].live-window: 24: must be a duration such as 30s, 5m, 24h or 14d, this"
                + " is a whole number",
            "16: sources[0].complete.quiet: soon: must be a duration such as 30s, 5m, 24h or 14d;"
                + " a number and one of ms, s, m, h, d",
            "16: sources[0].complete.format: jpeg: must be one of fits, hdf5, tar",
            "16: sources[0].complete.marker: {path}{night}: placeholders are {path}, {name},"
                + " {stem} and {dir}",
            "17: sources[0].empty: must be one of hold, register",
            "18: sources[0].digests[0]: md4: must be one of adler32, md5, sha256, crc32c; 'md4' is"
                + " not a digest; allowed are adler32, md5, sha256, crc32c",
            "19: sources[0].protect-source: maybe: must be true or false, this is text");
  }

  @Test
  void refusesWhatBelongsToLaterVersionsByName() {
    written.sources(
        """
        sources:
          - name: camera
            path: /data/R0
            recheck: 2h
            complete: { format: tar }
            release: { delete-after-safe: 14d }
            safe: { verify: storage }
        """);

    assertThat(written.faults())
        .containsExactly(
            "13: sources[0].release: not in this version; allowed: never",
            "14: sources[0].safe.verify: storage: not in this version; allowed: catalogue");
  }

  @Test
  void refusesMetadataThatCouldNeverBe() {
    written.source(
        """
        naming: { pattern: '(?<version>\\d+)_(?<run>\\d+)' }
        metadata:
          pattern-groups: true
          fits: [date-obs, OBJECT, OBJECT]
          sidecar: sidecar.json
          required: [fits_EXPTIME, a.b]
        checksum-files: { beside: ["{path}.md5", "{where}.md5", /etc/sums], required: true }""");

    assertThat(String.join("\n", written.faults()))
        .contains(
            "metadata.pattern-groups: true: group 'version': a column of Rucio's own is called so",
            "metadata.fits[0]: date-obs: must be keywords as FITS writes them, in capitals",
            "metadata.fits: OBJECT stands twice, as a key of metadata",
            "metadata.sidecar: sidecar.json: Marker 'sidecar.json' is the same for all files",
            "metadata.required[1]: a.b: Rucio takes no key with a dot in it",
            "checksum-files.beside[1]: {where}.md5: placeholders are",
            "checksum-files.beside[2]: /etc/sums: must lie below the source");
  }

  @Test
  void refusesDatasetsAndNightsThatCouldNeverBe() {
    written.source(
        """
        naming: { pattern: '(?<run>\\d+).*', container: "{where}" }
        datasets:
          max-files: 0
          max-bytes: 0B
          close: { expected: true, marker: "/done/{night}", after: soon }
          late: never
          late-suffix: "+"
        expected: { count: 5, number: subrun }""");

    assertThat(String.join("\n", written.faults()))
        .contains(
            "naming.container: {where}",
            "datasets.max-files: 0",
            "datasets.max-bytes: 0B: no file would fit",
            "datasets.close.marker: /done/{night}: must lie below the source",
            "datasets.close.after: soon",
            "datasets.late: never",
            "datasets.late-suffix: +");
  }

  @Test
  void refusesExpectationsThatContradictEachOther() {
    written.source(
        """
        naming: { pattern: '(?<run>\\d+).*' }
        expected: { count: 5, number: subrun, list: tonight.txt }""");

    assertThat(String.join("\n", written.faults()))
        .contains(
            "count, list and number exclude each other",
            "expected.number: subrun: naming.pattern has no group 'subrun'; it has: run",
            "expected.list: tonight.txt: {night} must stand in it");

    written.source("datasets: { close: { expected: true } }\nexpected: { first: 1 }");

    assertThat(String.join("\n", written.faults()))
        .contains(
            "datasets.close.expected: true: nothing is expected",
            "expected.first: 1: means nothing without expected.number");
  }

  @Test
  void refusesRequiredMetadataThatNothingGives() {
    written.source(
        """
        metadata: { fits: [OBJECT], required: [night, fits_OBJECT, run] }
        checksum-files: { required: true }""");

    assertThat(written.faults())
        .hasSize(2)
        .anyMatch(
            fault ->
                fault.contains("metadata.required[2]: run: nothing gives it; known here: night"))
        .anyMatch(fault -> fault.contains("checksum-files.required"));
  }

  @Test
  void refusesGroupsAsMetadataWhereThereAreNone() {
    written.source("metadata: { pattern-groups: true }");

    assertThat(written.faults())
        .singleElement()
        .asString()
        .contains("naming.pattern has no named groups that could be metadata");
  }

  @Test
  void wantsAMarkerOrAQuietTime() {
    written.source("complete: { quiet: 0s }");

    assertThat(written.faults())
        .containsExactly(
            "11: sources[0].complete.quiet: 0s: 0s is allowed only with a marker; else no file"
                + " would ever settle");
  }

  @Test
  void theSentinelLiesBelowTheSource() {
    for (String nowhere : List.of("/data/raw/.here", "../.here", "a/", ".", "''")) {
      written.source("rescan: 1m\nsentinel: " + nowhere + "\n");

      assertThat(written.faults())
          .singleElement()
          .asString()
          .startsWith("12: sources[0].sentinel: ")
          .contains("must be a path below the source's");
    }
  }

  @Test
  void refusesSourcesThatOverlapAlsoThroughALink() throws Exception {
    Path real = Files.createDirectories(folder.resolve("data/raw/night"));
    Path link = Files.createSymbolicLink(folder.resolve("data/link"), real);
    written
        .rse("rse: { name: ONSITE, root: %s }\n".formatted(folder))
        .sources(
            """
            sources:
              - { name: one, path: %s/data/raw }
              - { name: two, path: %s }
              - { name: two, path: /elsewhere }
            """
                .formatted(folder, link));

    assertThat(written.faults())
        .containsExactly(
            "8: sources[1].path: %s: overlaps sources[0].path, %s/data/raw; a file has one source"
                .formatted(link, folder),
            "9: sources[2].name: two: is the name of sources[1] too",
            "9: sources[2].path: /elsewhere: must lie below rse.root, which is " + folder);
  }

  @Test
  void wantsAtLeastOneSource() {
    written.sources("sources: []\n");

    assertThat(written.faults()).containsExactly("8: sources: at least 1 is needed");
  }
}
