// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.trust;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.config.ConfigurationRefused;
import org.ingestd.daemon.config.Wiring;
import org.ingestd.daemon.config.model.Config;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.Terminal;
import org.ingestd.daemon.terminal.VerbFailed;
import org.ingestd.routes.contract.Location;
import org.ingestd.routes.contract.SftpHost;
import org.ingestd.routes.contract.SftpHost.Address;
import org.ingestd.routes.contract.SourceSettings;
import org.ingestd.routes.sftp.connect.KnownHosts;
import org.ingestd.routes.sftp.connect.KnownHosts.Standing;
import org.ingestd.routes.sftp.connect.ShownKey;
import org.jspecify.annotations.Nullable;

/** The verb {@code sftp trust-host}. */
public final class TrustCommand {

  private final Terminal terminal;

  public TrustCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * How the key is confirmed.
   *
   * @param fingerprint the one that the server's administrator told; null: none
   * @param yes a person at this terminal compared it
   * @param replace takes the place of another key that is known of the server
   */
  public record Confirmation(@Nullable String fingerprint, boolean yes, boolean replace) {}

  /**
   * @param which a source's name, or a server as {@code HOST} or {@code HOST:PORT}
   * @return 0 if the key is stored now; 2 if it was only shown
   */
  public int run(String which, Confirmation confirmation) throws ConfigurationRefused, VerbFailed {
    Map<Path, Address> files = files(which);
    Address address = files.values().iterator().next();
    ShownKey key = shown(address);
    terminal.out().println(address.knownAs() + " " + key);
    terminal.out().flush();
    if (confirmation.fingerprint() != null
        && !confirmation.fingerprint().equals(key.fingerprint())) {
      throw new VerbFailed(
          Exit.DATA,
          "The server shows "
              + key.fingerprint()
              + ", which is not the confirmed one. Nothing is"
              + " stored; ask its administrator.");
    }
    int exit = Exit.OK;
    for (Map.Entry<Path, Address> file : files.entrySet()) {
      exit = Math.max(exit, store(file.getKey(), file.getValue(), key, confirmation));
    }
    return exit;
  }

  private int store(Path file, Address address, ShownKey key, Confirmation confirmation)
      throws VerbFailed {
    KnownHosts known = new KnownHosts(file);
    try {
      Standing standing = known.standing(address, key);
      if (standing == Standing.TRUSTED) {
        terminal.say("already_trusted: " + file + " has this key.");
        return Exit.OK;
      }
      if (standing == Standing.ANOTHER && !confirmation.replace()) {
        throw new VerbFailed(
            Exit.DATA,
            file
                + " has another key of this server. If its administrator confirms the new one, add"
                + " --replace.");
      }
      if (confirmation.fingerprint() == null && !confirmation.yes()) {
        terminal.say(
            "not stored. Compare it with what the server's administrator says, then: ingestd sftp"
                + " trust-host … --fingerprint "
                + key.fingerprint());
        return Exit.PARTLY;
      }
      known.store(address, key);
      terminal.say("stored in " + file + "; a running daemon takes it within a minute.");
      return Exit.OK;
    } catch (IOException e) {
      throw new VerbFailed(Exit.CANNOT_CREATE, file + " cannot be used: " + e.getMessage());
    }
  }

  private static ShownKey shown(Address address) throws VerbFailed {
    try {
      return ShownKey.of(address);
    } catch (IOException e) {
      throw new VerbFailed(
          Exit.UNAVAILABLE, String.valueOf(e.getMessage()) + ". Is the server there?");
    }
  }

  /** The files of the sources that are meant. */
  private Map<Path, Address> files(String which) throws ConfigurationRefused, VerbFailed {
    Config config = Configuration.read(terminal.configFile()).config();
    Map<Path, Address> files = new LinkedHashMap<>();
    for (SourceSettings source : Wiring.ingest(config).sources()) {
      if (source.location() instanceof Location.Remote remote
          && isMeant(which, source.name(), remote.host())) {
        files.put(remote.host().knownHosts(), remote.host().address());
      }
    }
    if (files.isEmpty()) {
      throw new VerbFailed(
          Exit.USAGE, "'" + which + "' is neither a source at sftp://… nor the host of one.");
    }
    return files;
  }

  private static boolean isMeant(String which, String source, SftpHost host) {
    Address address = host.address();
    return which.equals(source)
        || which.equals(address.host() + ":" + address.port())
        || (which.equals(address.host()) && address.port() == SftpHost.DEFAULT_PORT)
        || which.equals(address.knownAs());
  }
}
