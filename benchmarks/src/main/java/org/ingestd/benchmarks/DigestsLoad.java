// SPDX-License-Identifier: Apache-2.0
package org.ingestd.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.checksum.DigestReader;
import org.ingestd.checksum.Digests;
import org.ingestd.checksum.Reading;
import org.ingestd.checksum.ReadingWatch;

/** One large file that lies in the page cache. */
final class DigestsLoad implements Load {

  private static final long SIZE = 2L << 30;
  private static final Set<DigestAlgorithm> FOUR = EnumSet.allOf(DigestAlgorithm.class);
  private static final int WARM_UPS = 3;

  @Override
  public String name() {
    return "digests";
  }

  @Override
  public String about() {
    return "adler32 of a warm file of 2 GiB against cat; four digests against md5 alone";
  }

  @Override
  public List<Finding> run(Workplace place) throws Exception {
    Path file = place.randomFile("large", SIZE);
    try (DigestReader helped = new DigestReader(1);
        DigestReader alone = new DigestReader(0)) {
      List<Finding> findings = new ArrayList<>(againstCat(place, file, helped, alone));
      findings.addAll(againstMd5(place, file, helped));
      return findings;
    } finally {
      Files.delete(file);
    }
  }

  private static List<Finding> againstCat(
      Workplace place, Path file, DigestReader helped, DigestReader alone) throws Exception {
    String one = "adler32 by the calling thread";
    String two = "adler32 with one helper";
    Rounds rounds =
        new Rounds()
            .with("cat", () -> cat(file))
            .with(two, () -> digest(helped, file, Set.of()))
            .with(one, () -> digest(alone, file, Set.of()))
            .run(WARM_UPS, place.rounds());
    return List.of(
        rounds.speed(two, "cat", Finding.Goal.atLeast(0.80)), rounds.speed(one, "cat", null));
  }

  private static void cat(Path file) throws IOException, InterruptedException {
    Process cat =
        new ProcessBuilder("cat", file.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (cat.waitFor() != 0) {
      throw new IOException("cat failed");
    }
  }

  private static List<Finding> againstMd5(Workplace place, Path file, DigestReader helped)
      throws Exception {
    String ours = digest(helped, file, FOUR).get(DigestAlgorithm.MD5).orElseThrow();
    if (!ours.equals(md5(file))) {
      throw new IllegalStateException("The contenders do not agree on the md5 of " + file);
    }
    Rounds rounds =
        new Rounds()
            .with("md5 alone", () -> md5(file))
            .with("four digests", () -> digest(helped, file, FOUR))
            .with("adler32 and md5", () -> digest(helped, file, EnumSet.of(DigestAlgorithm.MD5)))
            .run(1, place.rounds());
    return List.of(
        rounds.time("four digests", "md5 alone", Finding.Goal.atMost(1.05)),
        rounds.time("adler32 and md5", "md5 alone", null));
  }

  /** The yardstick: one thread, the JDK's MD5, blocks of 1 MiB into an aligned buffer. */
  private static String md5(Path file) throws IOException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("MD5");
    ByteBuffer block = ByteBuffer.allocateDirect((1 << 20) + 4096).alignedSlice(4096);
    try (FileChannel channel = FileChannel.open(file)) {
      while (channel.read(block.clear()) >= 0) {
        digest.update(block.flip());
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static Digests digest(DigestReader reader, Path file, Set<DigestAlgorithm> wanted) {
    Reading reading = reader.read(file, wanted, ReadingWatch.NONE);
    if (reading instanceof Reading.Digested digested) {
      return digested.digests();
    }
    throw new IllegalStateException(file + ": " + reading);
  }
}
