// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite.tables;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.checksum.Digests;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.Lane;
import org.jspecify.annotations.Nullable;

/** How values stand in the tables. None of these may ever change its meaning. */
public final class Codes {

  private static final DigestAlgorithm[] ALGORITHMS = DigestAlgorithm.values();
  private static final int LONGEST =
      Arrays.stream(ALGORITHMS).mapToInt(algorithm -> 1 + algorithm.hexDigits() / 2).sum();

  private static final FileState[] STATES = new FileState[FileState.values().length + 1];

  static {
    for (FileState state : FileState.values()) {
      STATES[code(state)] = state;
    }
  }

  private Codes() {}

  public static int code(FileState state) {
    return switch (state) {
      case SIGHTED -> 1;
      case SETTLED -> 2;
      case DIGESTED -> 3;
      case REGISTERED -> 4;
      case PROTECTED -> 5;
      case SAFE -> 6;
      case RELEASED -> 7;
      case QUARANTINED -> 8;
      case VANISHED -> 9;
    };
  }

  public static FileState state(int code) {
    return STATES[code];
  }

  static int code(Lane lane) {
    return switch (lane) {
      case LIVE -> 0;
      case BACKLOG -> 1;
    };
  }

  static Lane lane(int code) {
    return code == 0 ? Lane.LIVE : Lane.BACKLOG;
  }

  /** Milliseconds since the epoch; times that do not fit become the nearest that do. */
  public static long millis(Instant time) {
    try {
      return time.toEpochMilli();
    } catch (ArithmeticException beyond) {
      return time.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  /** Nanoseconds since the epoch; times that do not fit become the nearest that do. */
  public static long nanos(Instant time) {
    try {
      return Math.addExact(
          Math.multiplyExact(time.getEpochSecond(), TimeUnit.SECONDS.toNanos(1)), time.getNano());
    } catch (ArithmeticException beyond) {
      return time.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  static byte @Nullable [] bytes(@Nullable Digests digests) {
    if (digests == null) {
      return null;
    }
    byte[] bytes = new byte[LONGEST];
    int end = 0;
    for (DigestAlgorithm algorithm : ALGORITHMS) {
      Optional<String> hex = digests.get(algorithm);
      if (hex.isPresent()) {
        byte[] value = HexFormat.of().parseHex(hex.get());
        bytes[end] = letter(algorithm);
        System.arraycopy(value, 0, bytes, end + 1, value.length);
        end += 1 + value.length;
      }
    }
    return Arrays.copyOf(bytes, end);
  }

  static @Nullable Digests digests(byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    Map<DigestAlgorithm, String> values = new EnumMap<>(DigestAlgorithm.class);
    int at = 0;
    while (at < bytes.length) {
      DigestAlgorithm algorithm = algorithm(bytes[at]);
      int end = at + 1 + algorithm.hexDigits() / 2;
      values.put(algorithm, HexFormat.of().formatHex(bytes, at + 1, end));
      at = end;
    }
    return new Digests(values);
  }

  private static byte letter(DigestAlgorithm algorithm) {
    return switch (algorithm) {
      case ADLER32 -> 'A';
      case MD5 -> 'M';
      case SHA256 -> 'S';
      case CRC32C -> 'C';
    };
  }

  private static DigestAlgorithm algorithm(byte letter) {
    for (DigestAlgorithm algorithm : ALGORITHMS) {
      if (letter(algorithm) == letter) {
        return algorithm;
      }
    }
    throw new IllegalStateException("No digest has the letter " + letter);
  }
}
