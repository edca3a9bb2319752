// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory does not depend on the size: 5 GiB in a JVM that has 24 MiB of heap. */
class LargeFileTest {

  private static final long SIZE = 5L << 30;

  @TempDir Path directory;

  @Test
  void readsASparseFileOfFiveGibibytesInAJvmWithLittleMemory()
      throws IOException, InterruptedException {
    Path file = directory.resolve("sparse");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(SIZE);
      sparse.seek(SIZE - 1);
      sparse.write(7);
    }

    String printed = readWithLittleMemory(file);

    long low = 8;
    long high = (SIZE + 7) % 65521;
    assertThat(printed.split("\n", -1)).hasSize(4);
    assertThat(printed).containsOnlyOnce("CRC32C=");
    assertThat(printed.split("ADLER32=%08x".formatted(high << 16 | low), -1)).hasSize(3);
    Matcher direct = Pattern.compile("direct=(\\d+)").matcher(printed);
    assertThat(direct.find()).isTrue();
    assertThat(Long.parseLong(direct.group(1))).isLessThan(16L << 20);
  }

  private String readWithLittleMemory(Path file) throws IOException, InterruptedException {
    String classes = location(DigestReader.class) + ":" + location(OneReading.class);
    String java = ProcessHandle.current().info().command().orElseThrow();
    return Commands.output(
        directory,
        java,
        "-Xmx24m",
        "-XX:MaxDirectMemorySize=16m",
        "-cp",
        classes,
        OneReading.class.getName(),
        file.toString());
  }

  private static Path location(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
  }
}
