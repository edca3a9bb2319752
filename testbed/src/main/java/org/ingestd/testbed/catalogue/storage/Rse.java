// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.storage;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.ingestd.testbed.catalogue.wire.RucioError;

/** An RSE. Its protocols are fixed; availability may change at any time, from any thread. */
public final class Rse {

  private final String name;
  private final String id;
  private final boolean deterministic;
  private final Map<String, Object> attributes;
  private final List<RseProtocol> protocols;
  private final Map<String, String> directories = new ConcurrentHashMap<>();
  private volatile boolean readable = true;
  private volatile boolean writable = true;
  private volatile boolean deletable = true;

  /**
   * @param attributes text, or {@code true}; the RSE's own name is added
   */
  public Rse(
      String name,
      boolean deterministic,
      Map<String, Object> attributes,
      List<RseProtocol> protocols) {
    this.name = name;
    this.id = md5(name);
    this.deterministic = deterministic;
    this.attributes = new ConcurrentSkipListMap<>(attributes);
    this.attributes.put(name, true);
    this.protocols = List.copyOf(protocols);
  }

  public String name() {
    return name;
  }

  public String id() {
    return id;
  }

  public boolean deterministic() {
    return deterministic;
  }

  public Map<String, Object> attributes() {
    return attributes;
  }

  public List<RseProtocol> protocols() {
    return protocols;
  }

  /**
   * @param value text, or {@code true}
   */
  public void setAttribute(String key, Object value) {
    attributes.put(key, value);
  }

  public boolean deletable() {
    return deletable;
  }

  public void setDeletable(boolean open) {
    deletable = open;
  }

  public boolean readable() {
    return readable;
  }

  public boolean writable() {
    return writable;
  }

  public void setWritable(boolean open) {
    writable = open;
  }

  public void setReadable(boolean open) {
    readable = open;
  }

  /** Bit sum as Rucio shows it: read 4, write 2, delete 1. */
  public int availability() {
    return (readable ? 4 : 0) + (writable ? 2 : 0) + 1;
  }

  /**
   * The protocol that takes PFNs of a scheme.
   *
   * @throws RucioError RSEProtocolNotSupported if there is none
   */
  public RseProtocol writeProtocol(String scheme) {
    return protocols.stream()
        .filter(protocol -> protocol.scheme().equals(scheme))
        .min(Comparator.comparingInt(RseProtocol::priority))
        .orElseThrow(
            () ->
                RucioError.of(
                    "RSEProtocolNotSupported",
                    "No protocol for provided settings found : {'rse': '" + name + "'}."));
  }

  /** Where a PFN path of this RSE lies on this host, if the RSE has a {@code file} protocol. */
  public Optional<Path> local(String path) {
    return protocols.stream()
        .filter(protocol -> protocol.scheme().equals("file"))
        .findFirst()
        .map(protocol -> LocalFiles.path(PfnParts.of(protocol.pfn(path)).path()));
  }

  /** Where the deterministic algorithm {@code hash} puts a DID. */
  public String hashPath(String scope, String did) {
    String digest = md5(scope + ":" + did);
    boolean personal = scope.startsWith("user") || scope.startsWith("group");
    return "/"
        + (personal ? scope.replace('.', '/') : scope)
        + "/"
        + digest.substring(0, 2)
        + "/"
        + digest.substring(2, 4)
        + "/"
        + did;
  }

  /** One instance for equal directory names: a million replicas lie in few of them. */
  public String pooledDirectory(String directory) {
    String known = directories.putIfAbsent(directory, directory);
    return known == null ? directory : known;
  }

  private static String md5(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every JDK has MD5", missing);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
