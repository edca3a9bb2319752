// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.EnumSet;

/** Reads a file in a JVM of its own and prints the outcome and how much direct memory there is. */
public final class OneReading {

  private OneReading() {}

  public static void main(String[] arguments) {
    try (DigestReader reader = new DigestReader(1)) {
      Path file = Path.of(arguments[0]);
      System.out.println(reader.read(file, EnumSet.of(DigestAlgorithm.CRC32C), ReadingWatch.NONE));
      System.out.println(
          reader.read(file, EnumSet.noneOf(DigestAlgorithm.class), ReadingWatch.NONE));
    }
    ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .forEach(pool -> System.out.println("direct=" + pool.getMemoryUsed()));
  }
}
