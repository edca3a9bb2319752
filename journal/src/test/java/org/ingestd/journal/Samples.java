// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.checksum.Digests;
import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.life.FileKey;
import org.ingestd.journal.life.Identity;
import org.ingestd.journal.life.Lane;
import org.ingestd.rse.Did;
import org.ingestd.rse.RawPath;

/** Values for tests of journals. */
public final class Samples {

  public static final String SOURCE = "lst1-r0";
  public static final long LARGE = 1_000_000;
  public static final Instant START = Instant.parse("2026-03-01T20:00:00Z");
  public static final Digests DIGESTS =
      new Digests(
          Map.of(
              DigestAlgorithm.ADLER32,
              "00000001",
              DigestAlgorithm.MD5,
              "d41d8cd98f00b204e9800998ecf8427e"));
  public static final Did DID = new Did("lst", "R0/20260301/LST-1.1.Run00001.0000.fits.fz");

  private Samples() {}

  public static FileKey key(String path) {
    return new FileKey(SOURCE, RawPath.of(path));
  }

  public static FileStamp stamp(long size) {
    return stamp(size, START);
  }

  public static FileStamp stamp(long size, Instant written) {
    long nanos = written.getEpochSecond() * 1_000_000_000L + 123_456_789;
    return new FileStamp(66_306, 1_000 + size, size, nanos, nanos + 5);
  }

  public static Sighting sighting(String path, long size) {
    return sighting(key(path), stamp(size));
  }

  public static Sighting sighting(FileKey key, FileStamp stamp) {
    return new Sighting(key, stamp, Lane.LIVE, null, START.plus(Duration.ofSeconds(30)), false);
  }

  public static Sighting marked(Sighting plain) {
    return new Sighting(plain.key(), plain.stamp(), plain.lane(), plain.did(), plain.due(), true);
  }

  public static Identity identity() {
    return new Identity(
        DIGESTS,
        DID,
        new Did("lst", "R0/Run00001"),
        "LST1-ONSITE",
        "davs://se.example.org:443/data/" + DID.name());
  }
}
