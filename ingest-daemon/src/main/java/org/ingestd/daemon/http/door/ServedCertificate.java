// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http.door;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.ingestd.registration.credential.ClientCertificate;
import org.ingestd.registration.credential.CredentialUnusable;
import org.ingestd.registration.credential.SecretFile.Stamp;
import org.ingestd.routes.contract.IngestListener;

/**
 * The certificate and key that other machines are shown, as they lie in their files: whoever renews
 * them replaces the files, and new connections get what is there then. While that cannot be used
 * the one before stays, and that is told. Thread-safe.
 */
public final class ServedCertificate {

  private static final String WHAT = "page certificate";

  private final ClientCertificate.Place place;
  private final Clock clock;
  private final IngestListener listener;
  private ClientCertificate shown;
  private List<Stamp> stamps;
  private Consumer<ClientCertificate> wearer = nobody -> {};
  private volatile String trouble = "";

  private ServedCertificate(
      ClientCertificate.Place place,
      Clock clock,
      IngestListener listener,
      ClientCertificate shown,
      List<Stamp> stamps) {
    this.place = place;
    this.clock = clock;
    this.listener = listener;
    this.shown = shown;
    this.stamps = stamps;
  }

  /**
   * @param listener is told until when each one that is shown is good, and of trouble with the next
   * @throws CredentialUnusable if there is none to begin with
   */
  public static ServedCertificate read(
      ClientCertificate.Place place, Clock clock, IngestListener listener)
      throws CredentialUnusable {
    List<Stamp> stamps = stamps(place);
    ClientCertificate first = ClientCertificate.read(place);
    listener.certificateShown(first.ends());
    return new ServedCertificate(place, clock, listener, first, stamps);
  }

  /** What is seen first is read after it: a change in between is found by the next look. */
  private static List<Stamp> stamps(ClientCertificate.Place place) {
    List<Stamp> stamps = new ArrayList<>();
    for (Path file : place.files()) {
      try {
        stamps.add(Stamp.of(file));
      } catch (IOException away) {
        // no stamp, which differs from the one before
      }
    }
    return stamps;
  }

  /**
   * Gives the certificate that is shown, and each one that takes its place.
   *
   * @param whoever is to show it to new connections; throws IllegalStateException if it cannot
   */
  synchronized void wornBy(Consumer<ClientCertificate> whoever) {
    wearer = whoever;
    whoever.accept(shown);
  }

  /** Reads the files again if they were replaced. */
  public synchronized void look() {
    if (!trouble.isEmpty() || !stamps(place).equals(stamps)) {
      reread();
    }
  }

  /** Reads the files again in any case. */
  public synchronized void reread() {
    List<Stamp> now = stamps(place);
    try {
      ClientCertificate next = ClientCertificate.read(place);
      String fault = outOfTime(next);
      if (fault.isEmpty()) {
        wear(next);
        stamps = now;
      }
      tell(fault);
    } catch (CredentialUnusable | IllegalStateException e) {
      tell(String.valueOf(e.getMessage()));
    }
  }

  /** Nobody connects to a certificate that is not valid: it must not replace one that is. */
  private String outOfTime(ClientCertificate next) {
    Instant now = clock.instant();
    return isInTime(next, now) || !isInTime(shown, now)
        ? ""
        : "the " + next + " in " + place.files() + " is out of its time";
  }

  private static boolean isInTime(ClientCertificate certificate, Instant now) {
    return !now.isBefore(certificate.begins()) && now.isBefore(certificate.ends());
  }

  private void wear(ClientCertificate next) {
    if (!next.equals(shown)) {
      try {
        wearer.accept(next);
      } catch (IllegalStateException e) {
        wearer.accept(shown);
        throw e;
      }
      shown = next;
      listener.certificateShown(next.ends());
    }
  }

  /** Once for each kind of trouble, and once when it is over. */
  private void tell(String fault) {
    String now = fault.isEmpty() ? "" : fault + "; the certificate from before is still shown";
    if (!now.equals(trouble)) {
      trouble = now;
      listener.degraded(WHAT, now);
    }
  }

  /** Why the files are not what is shown; empty: they are. */
  public Optional<String> trouble() {
    String now = trouble;
    return now.isEmpty() ? Optional.empty() : Optional.of(WHAT + ": " + now);
  }
}
