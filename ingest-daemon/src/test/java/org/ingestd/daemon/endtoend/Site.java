// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.endtoend;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.List;
import org.ingestd.rse.version.RucioDifference;
import org.ingestd.testbed.bed.RucioBed;
import org.ingestd.testbed.telescope.MockTelescope;
import org.ingestd.testbed.telescope.Pace;
import org.ingestd.testbed.telescope.TelescopeListener;
import org.ingestd.testbed.telescope.TelescopeSettings;
import org.ingestd.testbed.telescope.Waiter;
import org.ingestd.testbed.telescope.content.Campaign;
import org.ingestd.testbed.telescope.content.Profile;
import org.ingestd.testbed.telescope.manifest.Manifest;

/**
 * One observatory on a bed: a folder below the source RSE where a mock telescope writes, a
 * configuration with one source a profile, and the daemon's own directory. Several sites share a
 * bed.
 */
final class Site {

  private final RucioBed bed;
  private final Path home;
  private final String name;
  private final int port;
  private final Manifest manifest = new Manifest();

  /** Before 38 names take no slash; the mock telescope's file names are unique without it. */
  private final boolean slashes;

  /**
   * @param home for configuration, state and log
   * @param name keeps this site's files and datasets apart from others'
   */
  Site(RucioBed bed, Path home, String name) throws IOException {
    this.bed = bed;
    this.home = home;
    this.name = name;
    this.slashes = bed.version().has(RucioDifference.SLASH_IN_NAMES);
    Files.createDirectories(data());
    for (Profile profile : Profile.values()) {
      Files.createDirectories(data().resolve(profile.folder()));
    }
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.port = free.getLocalPort();
    }
  }

  Path data() {
    return bed.onsite().resolve(name);
  }

  Manifest manifest() {
    return manifest;
  }

  Path log() {
    return home.resolve("daemon.log");
  }

  /** Files of all profiles, as fast as the pace says; returns when all are written. */
  void observe(long seed, Pace pace) throws IOException {
    TelescopeSettings settings =
        TelescopeSettings.in(data())
            .withCampaign(new Campaign(seed, TelescopeSettings.FIRST_NIGHT, 0.2))
            .withPace(pace);
    new MockTelescope(settings, Clock.systemUTC(), Waiter.REAL)
        .run(TelescopeListener.into(manifest));
  }

  DaemonProcess start(Path configuration) throws IOException {
    return DaemonProcess.run(configuration, port, log());
  }

  /** Who signs in, where files are registered, in which scope. */
  record Account(String name, String password, String rse, String scope) {

    static Account of(String name, String scope) {
      return new Account(name, "pw", "ONSITE", scope);
    }

    Account withPassword(String wanted) {
      return new Account(name, wanted, rse, scope);
    }

    Account withRse(String wanted) {
      return new Account(name, password, wanted, scope);
    }

    Account withScope(String wanted) {
      return new Account(name, password, rse, wanted);
    }
  }

  /** Writes the configuration and the password's file. */
  Path configure(Account account) throws IOException {
    Path password = Files.writeString(home.resolve("password"), account.password());
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    StringBuilder yaml = new StringBuilder();
    yaml.append(
        """
        instance: %s
        state: %s
        rucio:
          url: %s
          account: %s
          auth: { method: userpass, username: %s, password: "${file:%s}" }
        rse: { name: %s, root: %s }
        http: { listen: 127.0.0.1:%d }
        sources:
        """
            .formatted(
                name,
                home.resolve("state"),
                bed.url(),
                account.name(),
                account.name(),
                password,
                account.rse(),
                bed.onsite(),
                port));
    for (Profile profile : Profile.values()) {
      yaml.append(source(profile, account.scope()));
    }
    return Files.writeString(home.resolve("ingestd.yaml"), yaml);
  }

  private String source(Profile profile, String scope) {
    return """
          - name: %s
            path: %s
            rescan: 3s
            complete: { quiet: 1s }
            naming:
              pattern: '%s'
              scope: %s
              did: "%s"
              dataset: "%s{source}.{night}"
            digests: [adler32, md5]
            rules:
              - { expression: QOS=TAPE, copies: 1 }
              - { expression: QOS=DISK, copies: 1 }
        """
        .indent(0)
        .formatted(
            profile.key(),
            data().resolve(profile.folder()),
            profile.namePattern().replace("'", "''"),
            scope,
            slashes ? "{path}" : prefix() + "{name}",
            prefix());
  }

  /** What the name of each DID of this site begins with. */
  private String prefix() {
    return name + (slashes ? "/" : ".");
  }

  /** Where Rucio's own algorithm puts a copy: scope, two levels of the DID's MD5, name. */
  Path copy(String rse, String scope, String didName) {
    String digest = md5(scope + ":" + didName);
    return bed.storage(rse)
        .resolve(scope)
        .resolve(digest.substring(0, 2))
        .resolve(digest.substring(2, 4))
        .resolve(didName);
  }

  private static String md5(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return String.format("%032x", new BigInteger(1, digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has MD5", e);
    }
  }

  /** Every file DID of this site that the catalogue has. */
  List<String> registered(String scope) {
    return bed.sql(
        "select name from dev.dids where did_type = 'F' and scope = '%s' and name like '%s%%'"
            .formatted(scope, prefix()));
  }

  /** Replicas of this site's files on the source RSE: {@code name|path|adler32|bytes}. */
  List<String> sourceReplicas(String scope) {
    return bed.sql(
        """
        select r.name, r.path, r.adler32, r.bytes from dev.replicas r join dev.rses s on r.rse_id = s.id
        where s.rse = 'ONSITE' and r.scope = '%s' and r.name like '%s%%'
        """
            .formatted(scope, prefix()));
  }

  /** Rules on this site's datasets: {@code dataset|expression}. */
  List<String> rules(String scope) {
    return bed.sql(
        "select name, rse_expression from dev.rules where scope = '%s' and name like '%s%%'"
            .formatted(scope, prefix()));
  }
}
