// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.zip.Adler32;

/**
 * A file as it lies on the disk.
 *
 * @param adler32 eight hexadecimal digits, as are all of md5
 * @param modified nanoseconds since the epoch
 */
public record DiskFile(long size, String adler32, String md5, long modified, long inode, int mode) {

  /** Reads it whole; files of a harness are small. */
  public static DiskFile of(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    return new DiskFile(
        content.length,
        adler32(content),
        md5(content),
        ((FileTime) seen(file, "lastModifiedTime")).to(TimeUnit.NANOSECONDS),
        ((Number) seen(file, "ino")).longValue(),
        ((Number) seen(file, "mode")).intValue());
  }

  private static Object seen(Path file, String attribute) throws IOException {
    return Files.getAttribute(file, "unix:" + attribute, LinkOption.NOFOLLOW_LINKS);
  }

  private static String adler32(byte[] content) {
    Adler32 sum = new Adler32();
    sum.update(content);
    return String.format(Locale.ROOT, "%08x", sum.getValue());
  }

  private static String md5(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has MD5", e);
    }
  }
}
