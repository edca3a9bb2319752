// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.doctor;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.ingestd.daemon.config.model.ListenAddress;
import org.ingestd.daemon.config.model.RemoteConfig;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.registration.credential.ClientCertificate;
import org.ingestd.registration.credential.CredentialUnusable;

/** Where the page is served, and what it shows to other machines. */
final class PageChecks {

  private static final String NAME = "page certificate";

  /** A person renews it, and needs some days for it. */
  private static final Duration SOON = Duration.ofDays(14);

  private static final int PATIENCE_MILLIS = 3_000;

  private final Diagnosis diagnosis;
  private final Clock clock;

  PageChecks(Diagnosis diagnosis, Clock clock) {
    this.diagnosis = diagnosis;
    this.clock = clock;
  }

  /** Another program at the page's place keeps the daemon from starting. */
  void place(ListenAddress listen) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByName(listen.host()), listen.port()));
      diagnosis.ok("page", listen + " is free");
    } catch (IOException taken) {
      if (answersAsOurs(listen)) {
        diagnosis.ok("page", listen + " is served");
      } else {
        diagnosis.fail(
            Exit.UNAVAILABLE,
            "page",
            listen + " cannot be listened on: " + taken.getMessage(),
            "Set http.listen to a free port; 'ss -ltnp' tells who has this one.");
      }
    }
  }

  private static boolean answersAsOurs(ListenAddress listen) {
    try {
      HttpURLConnection call =
          (HttpURLConnection)
              URI.create("http://" + listen + "/health/live").toURL().openConnection();
      call.setConnectTimeout(PATIENCE_MILLIS);
      call.setReadTimeout(PATIENCE_MILLIS);
      return call.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException nobody) {
      return false;
    }
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
