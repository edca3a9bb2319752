// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.storage;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ingestd.testbed.catalogue.storage.RseProtocol.Endpoint;
import org.ingestd.testbed.catalogue.wire.RucioError;

/** The RSEs of the real test bed, and which of them are linked. Immutable but for availability. */
public final class Site {

  private static final Map<String, Set<String>> LINKS =
      Map.of(
          "ONSITE", Set.of("TAPE-A", "DISK-A", "DISK-B"),
          "DISK-A", Set.of("TAPE-A", "DISK-B"),
          "DISK-B", Set.of("TAPE-A", "DISK-A"));

  private final Map<String, Rse> rses = new LinkedHashMap<>();

  /**
   * @param home where copies land, below the RSE's name
   * @param onsite the prefix of ONSITE
   */
  public Site(Path home, Path onsite) {
    Path base = home.toAbsolutePath().normalize();
    add(file("ONSITE", onsite.toAbsolutePath().normalize(), false, Map.of()));
    add(new Rse("ONSITE-DAVS", false, Map.of(), remoteProtocols()));
    add(file("DETERMINISTIC", base.resolve("deterministic"), true, Map.of()));
    Rse readOnly = file("READONLY", base.resolve("readonly"), false, Map.of());
    readOnly.setWritable(false);
    add(readOnly);
    addDestination(base, "TAPE-A", "TAPE");
    addDestination(base, "DISK-A", "DISK");
    addDestination(base, "DISK-B", "DISK");
  }

  private void addDestination(Path base, String name, String qos) {
    Map<String, Object> attributes = Map.of("QOS", qos, "OFFSITE", true);
    add(file(name, base.resolve(name), true, attributes));
  }

  private static Rse file(
      String name, Path prefix, boolean deterministic, Map<String, Object> attributes) {
    Endpoint endpoint = new Endpoint("file", "localhost", 0, prefix.toString());
    boolean deletes = !name.equals("ONSITE");
    RseProtocol protocol = new RseProtocol(endpoint, "posix", 1, deletes, true);
    return new Rse(name, deterministic, attributes, List.of(protocol));
  }

  private static List<RseProtocol> remoteProtocols() {
    Endpoint davs = new Endpoint("davs", "dav.example.org", 443, "/data");
    Endpoint root = new Endpoint("root", "xrootd.example.org", 1094, "//data");
    return List.of(
        new RseProtocol(davs, "gfal", 1, false, false),
        new RseProtocol(root, "xrootd", 1, false, false));
  }

  private void add(Rse rse) {
    rses.put(rse.name(), rse);
  }

  public List<Rse> all() {
    return List.copyOf(rses.values());
  }

  public Optional<Rse> find(String name) {
    return Optional.ofNullable(rses.get(name));
  }

  /**
   * @throws RucioError RSENotFound
   */
  public Rse get(String name) {
    return find(name)
        .orElseThrow(
            () -> RucioError.of("RSENotFound", "RSE '" + name + "' cannot be found in vo 'def'"));
  }

  public boolean linked(Rse source, Rse destination) {
    return LINKS.getOrDefault(source.name(), Set.of()).contains(destination.name());
  }
}
