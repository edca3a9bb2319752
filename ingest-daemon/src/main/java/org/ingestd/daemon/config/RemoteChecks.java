// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.ingestd.daemon.config.model.SourceConfig;
import org.ingestd.daemon.config.model.SourcePath;
import org.ingestd.daemon.config.yaml.Faults;
import org.ingestd.routes.contract.SourceSettings.Watch;
import org.ingestd.routes.sftp.connect.KeyFile;

/** What a source on another host needs, and one on this host cannot have. */
final class RemoteChecks {

  /** SFTP tells times in whole seconds: a file written twice within one looks the same. */
  private static final Duration COARSE = Duration.ofSeconds(2);

  private final Faults faults;
  private final String path;

  /**
   * @param path of the source
   */
  RemoteChecks(Faults faults, String path) {
    this.faults = faults;
    this.path = path;
  }

  void place(SourceConfig.Place place) {
    if (place.path().isRemote()) {
      signIn(place);
      knownHosts(place);
      root(place);
    } else {
      Map<String, Optional<?>> given =
          Map.of(
              "key", place.key(),
              "password", place.password(),
              "known-hosts", place.knownHosts(),
              "rse-root", place.rseRoot());
      given.forEach(
          (key, value) ->
              value.ifPresent(
                  unused -> faults.refuse(at(key), "belongs to sources at sftp://…; take it out")));
    }
  }

  private void signIn(SourceConfig.Place place) {
    if (place.key().isPresent() == place.password().isPresent()) {
      faults.refuse(
          at("key"),
          place.key().isPresent()
              ? "key and password stand together; one of them is needed"
              : "missing. A source at sftp://… needs key or password");
    }
    Optional<Path> key = place.key();
    if (key.isPresent() && !Files.exists(key.get())) {
      faults.warn(at("key"), "no such file; it is looked for again at each connection");
    } else {
      key.flatMap(KeyFile::fault).ifPresent(fault -> faults.refuse(at("key"), fault));
    }
  }

  private void knownHosts(SourceConfig.Place place) {
    Optional<Path> file = place.knownHosts();
    if (file.isEmpty()) {
      faults.refuse(
          at("known-hosts"),
          "missing. A source at sftp://… needs the file with the server's key;"
              + " 'ingestd sftp trust-host' writes it");
    } else if (!Files.exists(file.get())) {
      faults.warn(
          at("known-hosts"), "not there yet; 'ingestd sftp trust-host' shows and stores the key");
    }
  }

  private void root(SourceConfig.Place place) {
    Path directory = place.path().directory();
    if (place.rseRoot().isEmpty()) {
      faults.refuse(
          at("rse-root"),
          "missing. A source at sftp://… needs the directory there that the RSE's prefix stands"
              + " for");
    } else if (!directory.startsWith(place.rseRoot().get())) {
      faults.refuse(at("path"), "must lie below rse-root, which is " + place.rseRoot().get());
    }
  }

  /** What concerns several groups of a source. */
  void source(SourceConfig source) {
    SourcePath place = source.path();
    if (!place.isRemote()) {
      return;
    }
    if (source.discovery().watch() == Watch.EVENTS) {
      faults.refuse(at("watch"), "SFTP sends no events; use auto or poll");
    }
    boolean marked = source.completeness().complete().marker().isPresent();
    if (!marked && source.completeness().complete().quiet().compareTo(COARSE) < 0) {
      faults.refuse(
          at("complete.quiet"), "SFTP tells times in whole seconds; at least 2s without a marker");
    }
  }

  private String at(String key) {
    return Faults.below(path, key);
  }
}
