// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope.manifest;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.Adler32;

/**
 * Size and digests of bytes that pass by, by the JDK's own classes: on purpose not by the code of
 * the daemon, which the manifest is to prove. Not thread-safe.
 */
public final class ByteRecorder {

  private final Adler32 adler32 = new Adler32();
  private final MessageDigest md5;
  private long size;

  public ByteRecorder() {
    try {
      md5 = MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has MD5", e);
    }
  }

  /** Takes the buffer's remaining bytes; its position stays. */
  public void update(ByteBuffer bytes) {
    size += bytes.remaining();
    adler32.update(bytes.duplicate());
    md5.update(bytes.duplicate());
  }

  /** Ends the recording. */
  public WrittenBytes finish() {
    return new WrittenBytes(
        size,
        String.format("%08x", adler32.getValue()),
        String.format("%032x", new BigInteger(1, md5.digest())));
  }
}
