// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope.manifest;

/**
 * Size and digests of what was written, taken on the way to the disk and never read back.
 *
 * @param adler32 eight lower-case hex digits
 * @param md5 32 lower-case hex digits
 */
public record WrittenBytes(long size, String adler32, String md5) {

  /**
   * @throws IllegalArgumentException if a value cannot be one
   */
  public WrittenBytes {
    if (size < 0 || !adler32.matches("[0-9a-f]{8}") || !md5.matches("[0-9a-f]{32}")) {
      throw new IllegalArgumentException(
          "size " + size + ", adler32 '" + adler32 + "', md5 '" + md5 + "' describe no content");
    }
  }
}
