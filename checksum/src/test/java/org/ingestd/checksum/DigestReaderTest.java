// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.Adler32;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigestReaderTest {

  private static final Set<DigestAlgorithm> ALL = EnumSet.allOf(DigestAlgorithm.class);

  @TempDir Path directory;
  private final DigestReader reader = new DigestReader(2);

  @AfterEach
  void close() {
    reader.close();
  }

  /** adler32 of RFC 1950, md5 of RFC 1321, sha256 of FIPS 180-2, crc32c of RFC 3720 B.4. */
  @ParameterizedTest
  @CsvSource({
    "'',ADLER32,00000001",
    "'',MD5,d41d8cd98f00b204e9800998ecf8427e",
    "'',SHA256,e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "'',CRC32C,00000000",
    "a,ADLER32,00620062",
    "abc,ADLER32,024d0127",
    "Wikipedia,ADLER32,11e60398",
    "abc,MD5,900150983cd24fb0d6963f7d28e17f72",
    "abc,SHA256,ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    "123456789,CRC32C,e3069283"
  })
  void knowsTheKnownVectors(String content, DigestAlgorithm algorithm, String hex)
      throws IOException {
    Path file = Files.writeString(directory.resolve("file"), content);

    assertThat(digests(file, ALL).get(algorithm)).contains(hex);
  }

  @Test
  void givesAdler32WhetherAskedForOrNotAndNothingElseUnasked() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "abc");

    assertThat(digests(file, Set.of()).values().keySet()).containsExactly(DigestAlgorithm.ADLER32);
    assertThat(digests(file, Set.of(DigestAlgorithm.MD5)).values().keySet())
        .containsExactly(DigestAlgorithm.ADLER32, DigestAlgorithm.MD5);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4095, 4096, 4097, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 9 << 20})
  void agreesWithTheSystemsCommandsAroundTheBordersOfBlocks(int size)
      throws IOException, InterruptedException {
    Path file = randomFile(size, new Random(size));

    Digests digests = digests(file, ALL);

    assertThat(digests.get(DigestAlgorithm.MD5)).contains(firstWord("md5sum"));
    assertThat(digests.get(DigestAlgorithm.SHA256)).contains(firstWord("sha256sum"));
  }

  private String firstWord(String command) throws IOException, InterruptedException {
    return Commands.output(directory, command, "file").split(" ", 2)[0];
  }

  @RepeatedTest(20)
  void agreesWithTheJdkForEverySizeAndNumberOfHelpers() throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int blocks = random.nextInt(10);
    int size = Math.max(0, (blocks << 20) + random.nextInt(5) - 2);
    Path file = randomFile(size, random);
    byte[] bytes = Files.readAllBytes(file);

    try (DigestReader other = new DigestReader(random.nextInt(4))) {
      Digests all = digests(other, file, ALL);
      Digests alone = digests(other, file, Set.of());

      String adler32 = hex(new Adler32(), bytes);
      assertThat(all.adler32()).as("seed %d", seed).isEqualTo(adler32);
      assertThat(alone.adler32()).as("seed %d", seed).isEqualTo(adler32);
      assertThat(all.get(DigestAlgorithm.CRC32C))
          .as("seed %d", seed)
          .contains(hex(new CRC32C(), bytes));
    }
  }

  private static String hex(java.util.zip.Checksum sum, byte[] bytes) {
    sum.update(bytes);
    return String.format("%08x", sum.getValue());
  }

  @Test
  void servesMoreThreadsThanItHasHelpersAndBuffers()
      throws IOException, InterruptedException, ExecutionException {
    Path file = randomFile(2 << 20, new Random(1));
    Digests expected = digests(file, ALL);
    int threads = DigestReader.READINGS_AT_ONCE + 10;
    ExecutorService callers = Executors.newFixedThreadPool(threads);

    List<Future<Digests>> results = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Set<DigestAlgorithm> wanted = i % 2 == 0 ? ALL : Set.of();
      results.add(callers.submit(() -> digests(file, wanted)));
    }

    for (Future<Digests> result : results) {
      assertThat(result.get().adler32()).isEqualTo(expected.adler32());
    }
    callers.shutdown();
  }

  @Test
  void goesOnWithoutHelpersOnceClosed() throws IOException {
    Path file = randomFile(9 << 20, new Random(2));
    Digests expected = digests(file, ALL);

    reader.close();

    assertThat(digests(file, ALL)).isEqualTo(expected);
  }

  @Test
  void stampsWhatItRead() throws IOException {
    Path file = Files.write(directory.resolve("file"), "abc".getBytes(US_ASCII));

    Reading reading = reader.read(file, Set.of(), ReadingWatch.NONE);

    assertThat(((Reading.Digested) reading).stamp()).isEqualTo(FileStamp.of(file));
  }

  private Path randomFile(int size, Random random) throws IOException {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return Files.write(directory.resolve("file"), bytes);
  }

  private Digests digests(Path file, Set<DigestAlgorithm> wanted) {
    return digests(reader, file, wanted);
  }

  private static Digests digests(DigestReader reader, Path file, Set<DigestAlgorithm> wanted) {
    Reading reading = reader.read(file, wanted, ReadingWatch.NONE);
    assertThat(reading).isInstanceOf(Reading.Digested.class);
    return ((Reading.Digested) reading).digests();
  }
}
