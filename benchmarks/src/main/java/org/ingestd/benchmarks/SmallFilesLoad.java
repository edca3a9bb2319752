// SPDX-License-Identifier: Apache-2.0
package org.ingestd.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.ingestd.checksum.DigestReader;
import org.ingestd.checksum.Reading;
import org.ingestd.checksum.ReadingWatch;

/** Many small files that lie in the page cache, one thread. */
final class SmallFilesLoad implements Load {

  private static final int DIRECTORIES = 100;
  private static final int FILES = 1000;
  private static final int SIZE = 10 << 10;
  private static final int WARM_UPS = 3;
  private static final Finding.Goal GOAL = Finding.Goal.atLeast(0.85);
  private static final String OURS = "100,000 x 10 KiB";

  @Override
  public String name() {
    return "small";
  }

  @Override
  public String about() {
    return "100,000 files of 10 KiB against a C loop, plain and as careful as ours";
  }

  @Override
  public List<Finding> run(Workplace place) throws Exception {
    Optional<Path> program = place.compiled("read-files");
    if (program.isEmpty()) {
      String why = "no C compiler (cc) on this machine: apt-get install gcc libc6-dev";
      return List.of(Finding.notMeasured(OURS + ", speed x C loop", GOAL, why));
    }
    Path folder = Files.createDirectory(place.folder().resolve("small"));
    try {
      List<Path> files = write(folder);
      Path list = place.folder().resolve("small.list");
      Files.write(list, files.stream().map(Path::toString).toList());
      return measure(place, program.get(), files, list);
    } finally {
      place.delete(folder);
    }
  }

  private static List<Path> write(Path folder) throws IOException {
    Random random = new Random(SIZE);
    byte[] content = new byte[SIZE];
    List<Path> files = new ArrayList<>();
    for (int d = 0; d < DIRECTORIES; d++) {
      Path directory = Files.createDirectory(folder.resolve("d" + d));
      for (int f = 0; f < FILES; f++) {
        random.nextBytes(content);
        files.add(Files.write(directory.resolve("f" + f), content));
      }
    }
    return files;
  }

  private static List<Finding> measure(Workplace place, Path program, List<Path> files, Path list)
      throws Exception {
    String plain = "C loop";
    String careful = "C loop with lstat before and after";
    try (DigestReader reader = new DigestReader(0)) {
      long ours = sum(reader, files);
      Rounds rounds =
          new Rounds()
              .timingItself(plain, () -> loop(program, "plain", list, ours))
              .with(OURS, () -> sum(reader, files))
              .timingItself(careful, () -> loop(program, "looks", list, ours))
              .run(WARM_UPS, place.rounds());
      return List.of(rounds.speed(OURS, plain, GOAL), rounds.speed(OURS, careful, null));
    }
  }

  private static long sum(DigestReader reader, List<Path> files) {
    long sum = 0;
    for (Path file : files) {
      Reading reading = reader.read(file, Set.of(), ReadingWatch.NONE);
      if (!(reading instanceof Reading.Digested digested)) {
        throw new IllegalStateException(file + ": " + reading);
      }
      sum ^= Long.parseLong(digested.digests().adler32(), 16);
    }
    return sum;
  }

  private static long loop(Path program, String mode, Path list, long expected)
      throws IOException, InterruptedException {
    String[] answer = Workplace.run(List.of(program.toString(), mode), list).trim().split(" ");
    if (Long.parseLong(answer[1], 16) != expected) {
      throw new IllegalStateException("The contenders do not agree on the checksums");
    }
    return Long.parseLong(answer[0]);
  }
}
