// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.doctor;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.ingestd.daemon.config.model.RemoteConfig;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.registration.credential.ClientCertificate;
import org.ingestd.registration.credential.CredentialUnusable;

/** What the page shows to other machines. */
final class PageChecks {

  private static final String NAME = "page certificate";

  /** A person renews it, and needs some days for it. */
  private static final Duration SOON = Duration.ofDays(14);

  private final Diagnosis diagnosis;
  private final Clock clock;

  PageChecks(Diagnosis diagnosis, Clock clock) {
    this.diagnosis = diagnosis;
    this.clock = clock;
  }

  void check(RemoteConfig remote) {
    if (remote.listen().isPresent()) {
      certificate(remote.certificate().orElseThrow(), remote.key().orElseThrow());
    }
  }

  private void certificate(Path certificate, Path key) {
    String renew =
        "Renew " + List.of(certificate, key) + "; ingestd takes the new one within a minute.";
    try {
      ClientCertificate ours =
          ClientCertificate.read(new ClientCertificate.Place.Pair(certificate, key));
      Instant now = clock.instant();
      Duration left = Duration.between(now, ours.ends());
      if (left.isNegative() || now.isBefore(ours.begins())) {
        String why = left.isNegative() ? " has ended" : " is not valid yet";
        diagnosis.fail(Exit.CONFIGURATION, NAME, "the " + ours + why, renew);
      } else if (left.compareTo(SOON) < 0) {
        diagnosis.warn(NAME, "the " + ours + " ends in " + left.toHours() + " h", renew);
      } else {
        diagnosis.ok(NAME, ours.toString());
      }
    } catch (CredentialUnusable e) {
      diagnosis.warn(
          NAME,
          String.valueOf(e.getMessage()),
          "The daemon does not start without it; a credential of a service is there while that"
              + " runs.");
    }
  }
}
