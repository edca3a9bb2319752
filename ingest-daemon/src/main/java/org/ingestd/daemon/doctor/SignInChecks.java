// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.doctor;

import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.ingestd.daemon.terminal.Amounts;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.FaultTeller;
import org.ingestd.registration.RucioClient;
import org.ingestd.registration.RucioClient.SignedInAs;
import org.ingestd.registration.RucioSettings;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.registration.credential.ClientCertificate;
import org.ingestd.registration.credential.CredentialUnusable;
import org.ingestd.registration.tls.TrustedAuthorities;

/** What we sign in with, and how Rucio takes it. */
final class SignInChecks {

  /** A person renews a certificate, and needs some days for it. */
  private static final Duration CERTIFICATE_SOON = Duration.ofDays(7);

  /** A program renews a proxy, usually every few hours. */
  private static final Duration PROXY_SOON = Duration.ofHours(6);

  private final Diagnosis diagnosis;
  private final Clock clock;

  SignInChecks(Diagnosis diagnosis, Clock clock) {
    this.diagnosis = diagnosis;
    this.clock = clock;
  }

  /** Looks at our own files, and asks nobody. */
  void offline(RucioSettings settings) {
    if (settings.signIn() instanceof RucioSettings.SignIn.Certificate certificate) {
      certificate(certificate.place());
    }
    settings.ca().ifPresent(this::authorities);
  }

  private void certificate(ClientCertificate.Place place) {
    try {
      ClientCertificate ours = ClientCertificate.read(place);
      Instant now = clock.instant();
      Duration left = Duration.between(now, ours.ends());
      if (left.isNegative() || now.isBefore(ours.begins())) {
        diagnosis.fail(
            Exit.NOT_PERMITTED,
            "certificate",
            "the " + ours + (left.isNegative() ? " has ended" : " is not valid yet"),
            "Renew " + place.files() + "; ingestd takes the new one by itself.");
      } else if (left.compareTo(ours.isProxy() ? PROXY_SOON : CERTIFICATE_SOON) < 0) {
        diagnosis.warn(
            "certificate",
            "the " + ours + " ends in " + left.toHours() + " h",
            "Renew " + place.files() + "; ingestd takes the new one by itself.");
      } else {
        diagnosis.ok(
            "certificate", ours + (ours.hasVomsAttributes() ? ", with VOMS attributes" : ""));
      }
    } catch (CredentialUnusable e) {
      diagnosis.fail(
          Exit.NOT_PERMITTED, "certificate", String.valueOf(e.getMessage()), "Mend the file.");
    }
  }

  private void authorities(Path place) {
    try {
      TrustedAuthorities authorities = TrustedAuthorities.read(place);
      Instant now = clock.instant();
      long late = authorities.lists().stream().filter(list -> isLate(list, now)).count();
      String all =
          authorities.certificates().size()
              + " authorities and "
              + authorities.lists().size()
              + " revocation lists in "
              + place;
      if (late > 0) {
        diagnosis.warn(
            "authorities",
            all + "; " + late + " lists should have been renewed, and count no more",
            "See that fetch-crl runs.");
      } else {
        diagnosis.ok("authorities", all);
      }
    } catch (IllegalArgumentException e) {
      diagnosis.fail(
          Exit.CONFIGURATION, "authorities", String.valueOf(e.getMessage()), "Correct rucio.ca.");
    }
  }

  private static boolean isLate(X509CRL list, Instant now) {
    return list.getNextUpdate() != null && list.getNextUpdate().toInstant().isBefore(now);
  }

  /** Whether we are signed in. */
  boolean online(RucioClient rucio, RucioSettings server) {
    try {
      SignedInAs as = rucio.signIn();
      String who = "account " + as.account() + " by " + server.signIn().method();
      if (as.account().equals("root") || rucio.isAdmin()) {
        diagnosis.warn(
            "sign-in",
            who + "; it is an admin and can do far more than is needed",
            "Use an account that owns its scopes and has quota; it needs no admin rights.");
      } else {
        diagnosis.ok(
            "sign-in",
            who + " as " + as.identity() + ", until " + Amounts.time(as.tokenEnds()) + " for now");
      }
      return true;
    } catch (RucioException e) {
      diagnosis.fail(
          FaultTeller.exit(e.refusal()),
          "sign-in",
          String.valueOf(e.getMessage()),
          "Try 'ingestd auth test' after each change of rucio.account and rucio.auth;"
              + " docs/sign-in.md has what each way needs.");
      return false;
    }
  }
}
