// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.ingestd.rse.RawPath;
import org.ingestd.testbed.telescope.content.Profile;
import org.ingestd.testbed.telescope.manifest.CopyDifference.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyCheckTest {

  @TempDir Path source;
  @TempDir Path copies;

  private List<ManifestEntry> entries = List.of();

  @BeforeEach
  void oneFileAndItsCopy() throws Exception {
    byte[] content = new byte[700_000];
    new Random(1).nextBytes(content);
    Files.write(source.resolve("file"), content);
    Files.write(copies.resolve("file"), content);
    ByteRecorder recorder = new ByteRecorder();
    recorder.update(ByteBuffer.wrap(content));
    entries =
        List.of(
            ManifestEntry.ordinary(
                RawPath.of("file"), Profile.LST, Finishing.SLOW, recorder.finish()),
            new ManifestEntry(
                RawPath.of("ignored"),
                Profile.LST,
                Finishing.NEVER,
                Fate.IGNORED,
                Oddity.FIFO,
                null));
  }

  @Test
  void saysNothingWhenAllAgree() throws Exception {
    assertThat(check()).isEmpty();
  }

  @Test
  void findsAnotherByteAndSaysWhere() throws Exception {
    flip(copies.resolve("file"), 600_001);

    assertThat(check())
        .singleElement()
        .satisfies(
            difference -> {
              assertThat(difference.kind()).isEqualTo(Kind.COPY_DIFFERS);
              assertThat(difference.evidence()).endsWith("first other byte at 600001");
            });
  }

  @Test
  void findsACopyThatIsShorter() throws Exception {
    Files.write(copies.resolve("file"), new byte[10]);

    assertThat(check()).extracting(CopyDifference::kind).containsExactly(Kind.COPY_DIFFERS);
  }

  @Test
  void findsThatNoCopyIsThere() throws Exception {
    Files.delete(copies.resolve("file"));

    assertThat(check()).extracting(CopyDifference::kind).containsExactly(Kind.COPY_MISSING);
    assertThat(new CopyCheck(source).compare(entries, entry -> Optional.empty()))
        .extracting(CopyDifference::kind)
        .containsExactly(Kind.COPY_MISSING);
  }

  @Test
  void tellsAChangedSourceFromABadCopy() throws Exception {
    flip(source.resolve("file"), 5);

    assertThat(check()).extracting(CopyDifference::kind).containsExactly(Kind.SOURCE_CHANGED);

    flip(copies.resolve("file"), 5);

    assertThat(check())
        .extracting(CopyDifference::kind)
        .containsExactly(Kind.SOURCE_CHANGED, Kind.COPY_DIFFERS);
  }

  @Test
  void aLinkIsNoCopy() throws Exception {
    Files.delete(copies.resolve("file"));
    Files.createSymbolicLink(copies.resolve("file"), source.resolve("file"));

    assertThat(check()).extracting(CopyDifference::kind).containsExactly(Kind.COPY_MISSING);
  }

  private List<CopyDifference> check() throws IOException {
    return new CopyCheck(source).compare(entries, entry -> Optional.of(entry.path().under(copies)));
  }

  private static void flip(Path file, int at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[at] ^= 1;
    Files.write(file, bytes);
  }
}
