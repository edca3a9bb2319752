// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.ingestd.testbed.catalogue.daemons.Daemons;
import org.ingestd.testbed.catalogue.http.CatalogueServer.Doors;
import org.ingestd.testbed.catalogue.http.TlsDoor;
import org.ingestd.testbed.catalogue.wire.ServerVersion;

/**
 * How an embedded catalogue behaves.
 *
 * @param version which Rucio it plays
 * @param clock of all dates and lifetimes; the daemons wait by real time
 * @param pace how long judge, retries and repairs take
 * @param copying false: transfers succeed at once without a byte, for benchmarks
 * @param seed of every choice by chance
 * @param doors ports
 */
public record CatalogueSettings(
    ServerVersion version,
    Clock clock,
    Daemons.Pace pace,
    boolean copying,
    long seed,
    Doors doors) {

  /** Rucio 41 with daemons as quick as a demonstration wants them. */
  public static final CatalogueSettings DEFAULT =
      new CatalogueSettings(
          ServerVersion.V41,
          Clock.systemUTC(),
          new Daemons.Pace(Duration.ofMillis(200), Duration.ofMillis(200), Duration.ofMinutes(30)),
          true,
          1,
          new Doors(0, Optional.empty()));

  public CatalogueSettings withVersion(ServerVersion other) {
    return new CatalogueSettings(other, clock, pace, copying, seed, doors);
  }

  public CatalogueSettings withClock(Clock other) {
    return new CatalogueSettings(version, other, pace, copying, seed, doors);
  }

  /**
   * @param judge how long after a change the judge looks
   */
  public CatalogueSettings withJudgeDelay(Duration judge) {
    return withPace(new Daemons.Pace(judge, pace.retry(), pace.repair()));
  }

  public CatalogueSettings withPace(Daemons.Pace other) {
    return new CatalogueSettings(version, clock, other, copying, seed, doors);
  }

  public CatalogueSettings withoutCopying() {
    return new CatalogueSettings(version, clock, pace, false, seed, doors);
  }

  public CatalogueSettings withSeed(long other) {
    return new CatalogueSettings(version, clock, pace, copying, other, doors);
  }

  public CatalogueSettings withPort(int other) {
    return with(new Doors(other, doors.tls()));
  }

  /** A second door, over TLS, that looks at client certificates. */
  public CatalogueSettings withTls(TlsDoor tls) {
    return with(new Doors(doors.port(), Optional.of(tls)));
  }

  private CatalogueSettings with(Doors other) {
    return new CatalogueSettings(version, clock, pace, copying, seed, other);
  }
}
