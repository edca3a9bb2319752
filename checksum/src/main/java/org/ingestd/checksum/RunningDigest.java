// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.Adler32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** One digest in the making: blocks in order, then its hex. Used by one thread at a time. */
interface RunningDigest {

  /** Takes what remains in the block; its position moves to its limit. */
  void update(ByteBuffer block);

  /** Lower-case hex; the end of this digest. */
  String hex();

  static RunningDigest of(DigestAlgorithm algorithm) {
    return switch (algorithm) {
      case ADLER32 -> new OfChecksum(new Adler32());
      case CRC32C -> new OfChecksum(new CRC32C());
      case MD5 -> new OfMessage(messageDigest("MD5"));
      case SHA256 -> new OfMessage(messageDigest("SHA-256"));
    };
  }

  /** Eight lower-case hex digits, zeros in front kept. */
  static String hexOf(long checksum) {
    return HexFormat.of().toHexDigits(checksum, 8);
  }

  private static MessageDigest messageDigest(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK must have " + name, e);
    }
  }

  /** A sum of {@code java.util.zip}. */
  record OfChecksum(Checksum sum) implements RunningDigest {
    @Override
    public void update(ByteBuffer block) {
      sum.update(block);
    }

    @Override
    public String hex() {
      return hexOf(sum.getValue());
    }
  }

  /** A digest of {@code java.security}. */
  record OfMessage(MessageDigest digest) implements RunningDigest {
    @Override
    public void update(ByteBuffer block) {
      digest.update(block);
    }

    @Override
    public String hex() {
      return HexFormat.of().formatHex(digest.digest());
    }
  }
}
