// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ingestd.journal.life.FileState.DIGESTED;
import static org.ingestd.journal.life.FileState.QUARANTINED;
import static org.ingestd.journal.life.FileState.SETTLED;
import static org.ingestd.journal.life.FileState.SIGHTED;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.routes.contract.DescriptionSettings;
import org.ingestd.routes.contract.IngestListener.Witness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files beside others that say what those are: awaited, compared, and never believed blindly. */
class SidecarTest {

  /** md5 and adler32 of "content". */
  private static final String MD5 = "9a0364b9e99bb480dd25e1f0284c8555";

  private static final String ADLER32 = "0bcb02fc";
  private static final String SHA256 =
      "ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73";

  @TempDir Path home;

  @SuppressWarnings("NullAway.Init") // Each test begins with given().
  private Stepping steps;

  private void given(DescriptionSettings description) throws IOException {
    steps = new Stepping(home, given -> given.describing(description));
  }

  @AfterEach
  void stop() {
    steps.close();
  }

  private JournalFile taken(String path) throws IOException {
    if (steps.here.files().stream().noneMatch(f -> f.key().path().text().equals(path))) {
      steps.here.write(path, "content");
      steps.sight(path);
    }
    steps.tick(Duration.ofMinutes(10));
    steps.takeUpTo(SETTLED);
    return steps.here.file(path);
  }

  private static void isHeld(JournalFile file, ProblemCode problem, String... words) {
    assertThat(file.state()).as("" + file.retry()).isEqualTo(QUARANTINED);
    assertThat(file.retry().problem()).isEqualTo(problem);
    assertThat(file.retry().detail()).contains(words);
  }

  private static void isAwaited(JournalFile file, ProblemCode problem, String... words) {
    assertThat(file.state()).as("" + file.retry()).isEqualTo(SIGHTED);
    assertThat(file.retry().problem()).isEqualTo(problem);
    assertThat(file.retry().detail()).contains(words);
  }

  private String metadata(JournalFile file) {
    return steps.here.journal().metadata(file.id()).orElseThrow().content().json();
  }

  @Test
  void aFileWaitsForItsSidecarAndIsToldLouderAfterADay() throws Exception {
    given(Describing.sidecar("{path}.json"));

    isAwaited(taken("a.fits"), ProblemCode.SIDECAR_AWAITED, "Not there: a.fits.json");
    steps.tick(Duration.ofHours(25));
    isAwaited(taken("a.fits"), ProblemCode.SIDECAR_LATE, "Not there: a.fits.json");
    steps.here.write("a.fits.json", "{\"metadata\":{\"run\":17}}");

    assertThat(taken("a.fits").state()).isEqualTo(DIGESTED);
    assertThat(metadata(steps.here.file("a.fits"))).contains("\"run\":17");
  }

  @Test
  void aSidecarThatIsStillBeingWrittenIsAwaited() throws Exception {
    given(Describing.sidecar("{path}.json"));
    String whole = "{\"size\":7,\"checksum\":{\"md5\":\"" + MD5 + "\"},\"metadata\":{\"run\":17}}";
    for (int written = 0; written < whole.length(); written += 5) {
      steps.here.write("a.fits.json", whole.substring(0, written));
      isAwaited(taken("a.fits"), ProblemCode.SIDECAR_AWAITED, "a.fits.json");
    }
    steps.here.write("a.fits.json", whole);

    assertThat(taken("a.fits").state()).isEqualTo(DIGESTED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'size':8} | size: a.fits.json says 8, the file has 7",
        "{'file_size':6} | size: a.fits.json says 6, the file has 7",
        "{'checksum':'adler32:00000001'} | adler32: a.fits.json says 00000001, the file has 0bcb02fc",
        "{'size':7,'md5':'00000000000000000000000000000000'} | says 00000000000000000000000000000000",
        "{'checksums':{'adler32':'0BCB02FC','sha256':'"
            + "0000000000000000000000000000000000000000000000000000000000000000'}} | sha256: a.fits.json",
        "{'checksum':'crc32c:00000000'} | crc32c: a.fits.json says 00000000"
      })
  void aFileThatDiffersFromItsSidecarIsHeldWithBothValues(String sidecar, String why)
      throws Exception {
    given(Describing.sidecar("{path}.json"));
    steps.here.write("a.fits.json", sidecar.replace('\'', '"'));

    isHeld(taken("a.fits"), ProblemCode.SIDECAR_MISMATCH, why);
    assertThat(steps.here.listener.mismatches).containsOnly(Witness.SIDECAR);
  }

  @Test
  void aFileThatIsAsItsSidecarSaysGoesOnWithEveryDigestThatWasDeclared() throws Exception {
    given(Describing.sidecar("{dir}/{stem}.json"));
    steps.here.write(
        "run1/a.json",
        """
        {"name": "a.fits", "size": 7, "adler32": "0bcb02fc", "checksums": {"MD5": "%s", "sha256": "%s"},
         "run": "00017", "metadata": {"quality": {"seeing": 0.8}, "observers": ["A", "B"]}}"""
            .formatted(MD5, SHA256));

    JournalFile file = taken("run1/a.fits");

    assertThat(file.state()).as("" + file.retry()).isEqualTo(DIGESTED);
    assertThat(java.util.Objects.requireNonNull(file.identity().digests()).values()).hasSize(3);
    assertThat(metadata(file))
        .contains(
            "\"quality\":{\"seeing\":0.8}", "\"observers\":[\"A\",\"B\"]", "\"run\":\"00017\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1] | is no JSON object",
        "{'a' 1} | is no JSON that can be used",
        "{'size':1}{} | is no JSON that can be used",
        "{'size':1,'size':7} | is no JSON that can be used",
        "{'size':'7'} | has a size that is no whole number",
        "{'size':7.5} | has a size that is no whole number",
        "{'name':'b.fits'} | speaks of 'b.fits', not of this file",
        "{'checksum':'0bcb02fc'} | has a checksum without its kind",
        "{'checksum':'sha512:00'} | has a checksum that is not known",
        "{'md5':'xyz'} | which is not 32 hex digits",
        "{'adler32':'0bcb02fc','checksum':'adler32:0bcb02fd'} | has two of adler32",
        "{'metadata':[1]} | has metadata that are no JSON object",
        "{'metadata':{'a.b':1}} | Rucio takes no key with a dot in it",
        "{'metadata':{'bytes':1}} | a column of Rucio's own is called so",
        "{'metadata':{'x':1e999}} | has a number in its metadata that is too large",
        "{'metadata':{'x':'\\u0000'}} | has characters in its metadata that no database takes",
        "{'metadata':{'x':'\\ud800'}} | has characters in its metadata that no database takes",
      })
  void aSidecarThatMakesNoSenseIsHeldAndNamed(String sidecar, String why) throws Exception {
    given(Describing.sidecar("{path}.json"));
    steps.here.write("a.fits.json", sidecar.replace('\'', '"'));

    JournalFile file = taken("a.fits");

    isHeld(file, ProblemCode.SIDECAR_BROKEN, "a.fits.json", why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "{\"metadata\":{\"a\":["})
  void nestedBombsAreHeldWithinAMoment(String opening) throws Exception {
    given(Describing.sidecar("{path}.json"));
    steps.here.write("a.fits.json", opening.repeat(1_000_000 / opening.length()));

    isHeld(taken("a.fits"), ProblemCode.SIDECAR_BROKEN, "a.fits.json");
  }

  @Test
  void aSidecarOfAGigabyteIsNotRead() throws Exception {
    given(Describing.sidecar("{path}.json"));
    try (RandomAccessFile huge =
        new RandomAccessFile(steps.here.data.resolve("a.fits.json").toFile(), "rw")) {
      huge.setLength(1L << 30);
    }

    isHeld(
        taken("a.fits"),
        ProblemCode.SIDECAR_BROKEN,
        "a.fits.json has 1073741824 bytes; at most 1048576");
  }

  @Test
  void metadataThatAreTooMuchAreHeld() throws Exception {
    given(Describing.sidecar("{path}.json"));
    steps.here.write("a.fits.json", "{\"metadata\":{\"x\":\"" + "y".repeat(20_000) + "\"}}");

    isHeld(taken("a.fits"), ProblemCode.SIDECAR_BROKEN, "at most 16384");
  }

  @Test
  void aSidecarThatIsALinkIsNotThere() throws Exception {
    given(Describing.sidecar("{path}.json"));
    Path elsewhere = Files.writeString(home.resolve("secret"), "{}");
    Files.createSymbolicLink(steps.here.data.resolve("a.fits.json"), elsewhere);

    isAwaited(taken("a.fits"), ProblemCode.SIDECAR_AWAITED, "Not there");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s  a.fits\n",
        "%s *a.fits\n",
        "%s\n",
        "%s",
        "%s  /daq/out/a.fits\n",
        "MD5 (a.fits) = %s\n",
        "# made by the DAQ\n%s  a.fits\n"
      })
  void aChecksumFileOfEitherFormIsCompared(String form) throws Exception {
    given(Describing.lists(true, "{path}.md5"));
    steps.here.write("a.fits.md5", form.formatted(MD5));
    steps.here.write("b.fits.md5", form.formatted("0".repeat(32)).replace("a.fits", "b.fits"));

    assertThat(taken("a.fits").state()).isEqualTo(DIGESTED);
    isHeld(
        taken("b.fits"),
        ProblemCode.SIDECAR_MISMATCH,
        "md5: b.fits.md5 says 00000000000000000000000000000000, the file has " + MD5);
  }

  @Test
  void eachKindOfDigestIsComparedWhetherOrNotTheSourceTakesIt() throws Exception {
    given(Describing.lists(true, "{path}.sha256", "{path}.adler32"));
    steps.here.write("a.fits.sha256", SHA256 + "  a.fits\n");
    steps.here.write("b.fits.adler32", ADLER32);
    steps.here.write("c.fits.sha256", SHA256.replace('e', 'f') + "  c.fits\n");

    assertThat(taken("a.fits").state()).isEqualTo(DIGESTED);
    assertThat(taken("b.fits").state()).isEqualTo(DIGESTED);
    isHeld(taken("c.fits"), ProblemCode.SIDECAR_MISMATCH, "sha256: c.fits.sha256", SHA256);
  }

  @Test
  void aListOfADirectoryIsAwaitedUntilItNamesTheFile() throws Exception {
    given(Describing.lists(true, "SHA256SUMS"));
    steps.here.write("run1/SHA256SUMS", SHA256 + "  other.fits\n");

    isAwaited(taken("run1/a.fits"), ProblemCode.SIDECAR_AWAITED, "SHA256SUMS");
    steps.here.write("run1/SHA256SUMS", SHA256 + "  other.fits\n" + SHA256 + "  a.fits\n");

    assertThat(taken("run1/a.fits").state()).isEqualTo(DIGESTED);
  }

  @Test
  void aChecksumThatIsCutIsNoOtherKindOfChecksum() throws Exception {
    given(Describing.lists(true, "{path}.md5"));
    Path cut = steps.here.write("a.fits.md5", MD5.substring(0, 8));
    age(cut);

    isHeld(taken("a.fits"), ProblemCode.SIDECAR_BROKEN, "a.fits.md5", "8 hex digits");
  }

  /** The steps' clock is an hour ahead: nothing on the disk is young. */
  private static void age(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
  }

  @Test
  void aListThatNobodyRequiresIsComparedIfItIsThere() throws Exception {
    given(Describing.lists(false, "SHA256SUMS"));

    assertThat(taken("a.fits").state()).isEqualTo(DIGESTED);
    steps.here.write("SHA256SUMS", "0".repeat(64) + "  b.fits\n");
    isHeld(taken("b.fits"), ProblemCode.SIDECAR_MISMATCH, "sha256: SHA256SUMS says 000");
  }

  @Test
  void filesOfABagAreComparedWithItsManifests() throws Exception {
    given(Describing.bags());
    steps.here.write("bag/bagit.txt", "BagIt-Version: 1.0\n");
    steps.here.write(
        "bag/manifest-md5.txt", MD5 + "  data/a.fits\n" + "0".repeat(32) + " data/sub/b%25.fits\n");

    assertThat(taken("bag/data/a.fits").state()).isEqualTo(DIGESTED);
    isHeld(taken("bag/data/sub/b%.fits"), ProblemCode.SIDECAR_MISMATCH, "md5: manifest-md5.txt");
    isAwaited(taken("bag/data/c.fits"), ProblemCode.SIDECAR_AWAITED, "the bag's manifests");
  }

  @Test
  void aBagThatListsWhatIsNotInItIsHeld() throws Exception {
    given(Describing.bags());
    steps.here.write("bag/bagit.txt", "BagIt-Version: 1.0\n");
    Path manifest =
        steps.here.write(
            "bag/manifest-md5.txt", MD5 + "  data/a.fits\n" + MD5 + "  data/../../../etc/passwd\n");
    age(manifest);

    isHeld(taken("bag/data/a.fits"), ProblemCode.SIDECAR_BROKEN, "which is not in the bag's data");
  }
}
