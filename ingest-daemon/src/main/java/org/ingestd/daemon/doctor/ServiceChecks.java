// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ingestd.daemon.doctor.Sandbox.Seen;
import org.ingestd.daemon.doctor.Sandbox.View;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.routes.contract.IngestSettings;
import org.ingestd.routes.contract.Location;
import org.ingestd.routes.contract.SourceSettings;

/**
 * Whether the daemon as a service reaches what it needs: its unit may hide a directory from it that
 * whoever asks the doctor can see.
 */
final class ServiceChecks {

  private static final String NAME = "service";

  private final Diagnosis diagnosis;

  ServiceChecks(Diagnosis diagnosis) {
    this.diagnosis = diagnosis;
  }

  /**
   * @param config the file that the settings are from
   * @param places where units of systemd lie
   */
  void check(Path config, IngestSettings settings, List<Path> places) {
    try {
      Optional<ServiceUnit> unit = ServiceUnit.of(config.toAbsolutePath().normalize(), places);
      if (unit.isPresent()) {
        check(unit.get(), settings);
      } else {
        diagnosis.ok(NAME, "no unit of systemd starts ingestd with this configuration");
      }
    } catch (IOException e) {
      diagnosis.warn(
          NAME, "its unit cannot be read: " + e, "Give this user the right to read the file.");
    }
  }

  private void check(ServiceUnit unit, IngestSettings settings) {
    user(unit, System.getProperty("user.name", ""));
    exposure(unit, Exposure.PROGRAM);
    Sandbox sandbox = new Sandbox(unit);
    for (SourceSettings source : settings.sources()) {
      if (source.location() instanceof Location.Here) {
        source(unit, source, sandbox.look(real(source.path())));
      }
    }
    own(unit, "state", settings.state(), sandbox);
    if (!settings.inbox().startsWith(settings.state())) {
      own(unit, "inbox", settings.inbox(), sandbox);
    }
  }

  /**
   * @param us who asks
   */
  void user(ServiceUnit unit, String us) {
    String who = unit.last("User").orElse("root");
    if (who.equals(us)) {
      diagnosis.ok(NAME, unit.name() + " runs as " + who + ", as this does");
    } else {
      diagnosis.warn(
          NAME,
          unit.name() + " runs as " + who + ", who may have other rights than " + us,
          "Ask as that user: runuser -u " + who + " -- ingestd doctor");
    }
  }

  /**
   * @param program that reckons it
   */
  void exposure(ServiceUnit unit, String program) {
    try {
      OptionalDouble level = Exposure.of(unit, program);
      if (level.isEmpty()) {
        diagnosis.ok(
            NAME, "how exposed " + unit.name() + " is, " + program + " does not tell here");
      } else {
        exposure(unit, level.getAsDouble());
      }
    } catch (IOException e) {
      diagnosis.warn(
          NAME,
          "how exposed " + unit.name() + " is was not asked: " + e,
          "Give this user room for temporary files.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void exposure(ServiceUnit unit, double level) {
    String says = String.format(Locale.ROOT, "%s is exposed by %.1f of 10", unit.name(), level);
    if (level <= Exposure.MOST) {
      diagnosis.ok(NAME, says);
    } else {
      diagnosis.warn(
          NAME,
          says + ", as shipped by no more than " + Exposure.MOST,
          "See 'systemd-analyze security %1$s' for what loosens it, and take that back with 'systemctl edit %1$s'."
              .formatted(unit.name()));
    }
  }

  /** Links count as what they lead to; what is not there yet, as it is written. */
  private static Path real(Path place) {
    try {
      return Files.exists(place) ? place.toRealPath() : place.toAbsolutePath().normalize();
    } catch (IOException e) {
      return place;
    }
  }

  private void source(ServiceUnit unit, SourceSettings source, Seen seen) {
    String says = source.name() + ": " + unit.name();
    switch (seen.view()) {
      case HIDDEN, PRIVATE ->
          diagnosis.fail(
              Exit.NOT_PERMITTED,
              NAME,
              says + " does not see " + source.path() + ": " + seen.because(),
              edit(unit, "change " + seen.because()));
      case WRITABLE ->
          diagnosis.warn(
              NAME,
              says + " may write to " + source.path() + ": " + seen.because(),
              edit(unit, "put ReadOnlyPaths=" + source.path()));
      case READ_ONLY -> diagnosis.ok(NAME, says + " sees it, and may not write to it");
    }
  }

  private void own(ServiceUnit unit, String key, Path place, Sandbox sandbox) {
    Seen seen = sandbox.look(real(place));
    if (seen.view() == View.WRITABLE) {
      diagnosis.ok(NAME, key + ": " + unit.name() + " may write to it");
      return;
    }
    String what = key + ": " + unit.name();
    diagnosis.fail(
        Exit.NOT_PERMITTED,
        NAME,
        seen.view() == View.PRIVATE
            ? what + " loses what it writes to " + place + " when it stops: " + seen.because()
            : what + " cannot write to " + place + ": " + seen.because(),
        seen.view() == View.READ_ONLY
            ? edit(unit, "put ReadWritePaths=" + place)
            : "Set '" + key + "' to a directory below /var/lib.");
  }

  private static String edit(ServiceUnit unit, String what) {
    return "Run 'systemctl edit "
        + unit.name()
        + "', "
        + what
        + " under [Service], and start it again.";
  }
}
