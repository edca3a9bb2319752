// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.model;

/** Bytes in a second, written as {@code 500MB/s}. */
public record ByteRate(ByteSize perSecond) {

  public ByteRate {
    if (perSecond.bytes() == 0) {
      throw new IllegalArgumentException(
          "nothing would ever be read; leave the key out for no limit");
    }
  }

  /**
   * @throws IllegalArgumentException if it does not end in {@code /s} or the size is none
   */
  public static ByteRate parse(String text) {
    if (!text.endsWith("/s")) {
      throw new IllegalArgumentException("a rate ends in /s");
    }
    return new ByteRate(ByteSize.parse(text.substring(0, text.length() - 2)));
  }

  @Override
  public String toString() {
    return perSecond + "/s";
  }
}
