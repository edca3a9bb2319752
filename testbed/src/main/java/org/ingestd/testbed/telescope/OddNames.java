// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.ingestd.rse.RawPath;
import org.ingestd.testbed.telescope.content.MockFile;

/** Names that people and broken programs give to files. */
final class OddNames {

  private static final byte[] SPACES = " copy of night 2".getBytes(US_ASCII);
  private static final byte[] QUOTES = "'single'\"double\";$(x)`".getBytes(US_ASCII);
  private static final byte[] NEWLINE = "\nsecond line\ttab".getBytes(US_ASCII);
  private static final byte[] NOT_UTF8 = {'_', (byte) 0xff, (byte) 0xfe, '_', (byte) 0xe4};

  private OddNames() {}

  static MockFile withSpaces(MockFile file) {
    return renamed(file, SPACES);
  }

  static MockFile withQuotes(MockFile file) {
    return renamed(file, QUOTES);
  }

  static MockFile withNewline(MockFile file) {
    return renamed(file, NEWLINE);
  }

  static MockFile notUtf8(MockFile file) {
    return renamed(file, NOT_UTF8);
  }

  private static MockFile renamed(MockFile file, byte[] inserted) {
    int at = file.path().bytes().length - file.profile().suffix().getBytes(UTF_8).length;
    return new MockFile(
        file.profile(), insert(file.path(), at, inserted), file.roughBytes(), file.content());
  }

  static RawPath insert(RawPath path, int at, byte[] inserted) {
    byte[] bytes = path.bytes();
    return RawPath.of(
        ByteBuffer.allocate(bytes.length + inserted.length)
            .put(bytes, 0, at)
            .put(inserted)
            .put(bytes, at, bytes.length - at)
            .array());
  }
}
