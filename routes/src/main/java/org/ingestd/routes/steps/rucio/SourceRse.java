// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.rucio;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ingestd.registration.RucioClient;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.contract.IngestSettings.Place;
import org.ingestd.rse.NameRules;
import org.ingestd.rse.PfnMapping;
import org.ingestd.rse.RseCheck;
import org.ingestd.rse.RseCheck.Finding;
import org.ingestd.rse.RseDescription;
import org.jspecify.annotations.Nullable;

/** The RSE that the files lie on, as the server described it. Thread-safe. */
public final class SourceRse {

  /** What follows from the description and the server's version. */
  record Known(RseDescription description, RseDescription.Protocol protocol, NameRules rules) {}

  private static final Duration FRESH = Duration.ofSeconds(15);

  private final RucioClient rucio;
  private final Place place;
  private final Clock clock;
  private volatile @Nullable Known known;
  private Instant asked = Instant.MIN;
  private boolean writable = true;

  public SourceRse(RucioClient rucio, Place place, Clock clock) {
    this.rucio = rucio;
    this.place = place;
    this.clock = clock;
  }

  /**
   * Asks the server what the RSE is like, and keeps it if files can be registered in place there.
   *
   * @return every finding, good and bad
   */
  public List<Finding> learn() throws RucioException {
    RseDescription description = rucio.rse(place.rse());
    NameRules rules = NameRules.ofServer(rucio.serverVersion());
    List<Finding> findings = RseCheck.check(description, place.root(), place.scheme());
    Optional<RseDescription.Protocol> protocol = RseCheck.protocol(description, place.scheme());
    if (protocol.isPresent() && findings.stream().allMatch(SourceRse::isBearable)) {
      known = new Known(description, protocol.get(), rules);
    }
    return findings;
  }

  /** Whether the daemon can work with it, now or later: an RSE closed for writing may be opened. */
  public static boolean isBearable(Finding finding) {
    return finding.ok() || finding.subject().equals("writable");
  }

  /** Whether {@link #learn} succeeded; before that nothing can be registered. */
  public boolean isKnown() {
    return known != null;
  }

  public String name() {
    return place.rse();
  }

  /** The server's rules for names. */
  public NameRules rules() {
    return required().rules();
  }

  public String scheme() {
    return required().protocol().scheme();
  }

  public PfnMapping mapping() {
    return new PfnMapping(required().protocol(), place.root());
  }

  private Known required() {
    Known now = known;
    if (now == null) {
      throw new IllegalStateException("Nothing is known of RSE " + place.rse() + " yet");
    }
    return now;
  }

  /**
   * Whether the RSE is open for writing. Rucio takes attachments all the same while it is closed,
   * so it has to be looked at; the answer is kept for some seconds.
   */
  public synchronized boolean isWritable() throws RucioException {
    Instant now = clock.instant();
    if (asked.plus(FRESH).isBefore(now)) {
      writable = rucio.rse(place.rse()).writable();
      asked = now;
    }
    return writable;
  }
}
