// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ingestd.rse.RseDescription.Protocol;

/** Whether an RSE can be a source of files registered in place. */
public final class RseCheck {

  private static final String WRITE = "write";

  private RseCheck() {}

  /**
   * @param subject one or two words, e.g. {@code non-deterministic}
   * @param ok false: the daemon refuses to start with this RSE (not for {@code writable}, which may
   *     heal)
   */
  public record Finding(String subject, boolean ok, String message) {

    /** Whether this keeps the daemon from starting; only what may heal by itself does not. */
    public boolean isFatal() {
      return !ok && !subject.equals(WRITABLE);
    }
  }

  private static final String WRITABLE = "writable";

  /** Every check with its outcome, in a fixed order. */
  public static List<Finding> check(RseDescription rse, Path root, Optional<String> scheme) {
    return List.of(
        deterministic(rse),
        isVolatile(rse),
        writable(rse),
        protocolFound(rse, scheme),
        prefix(rse, root, scheme));
  }

  private static Finding deterministic(RseDescription rse) {
    return new Finding(
        "non-deterministic",
        !rse.deterministic(),
        rse.deterministic()
            ? "RSE %s is deterministic: Rucio computes paths from names there, so files cannot be registered where they lie. Use a non-deterministic RSE for rse.name (deterministic can only be set when an RSE is made)"
                .formatted(rse.name())
            : "RSE %s is non-deterministic: files keep their paths".formatted(rse.name()));
  }

  private static Finding isVolatile(RseDescription rse) {
    return new Finding(
        "not volatile",
        !rse.isVolatile(),
        rse.isVolatile()
            ? "RSE %s is volatile: Rucio takes its replicas for cached copies and accepts no registration. Ask the Rucio administrators to set volatile to false, or use another RSE for rse.name"
                .formatted(rse.name())
            : "RSE %s is not volatile".formatted(rse.name()));
  }

  private static Finding writable(RseDescription rse) {
    return new Finding(
        WRITABLE,
        rse.writable(),
        rse.writable()
            ? "RSE %s is open for writing".formatted(rse.name())
            : "RSE %s is closed for writing (availability_write is off): rules on it fail until it is open again. Ask the Rucio administrators when; nothing is lost meanwhile"
                .formatted(rse.name()));
  }

  private static Finding protocolFound(RseDescription rse, Optional<String> scheme) {
    Optional<Protocol> protocol = protocol(rse, scheme);
    return new Finding(
        "protocol",
        protocol.isPresent(),
        protocol
            .map(found -> "PFNs of RSE %s begin with %s".formatted(rse.name(), address(found)))
            .orElseGet(() -> noProtocol(rse, scheme)));
  }

  private static String noProtocol(RseDescription rse, Optional<String> scheme) {
    Map<String, String> known = new TreeMap<>();
    for (Protocol protocol : rse.protocols()) {
      String use = protocol.wan().containsKey(WRITE) ? "writes" : "does not write";
      known.merge(protocol.scheme(), use, (one, other) -> one.equals(other) ? one : "writes");
    }
    String has =
        known.isEmpty()
            ? "no protocol at all"
            : known.entrySet().stream()
                .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                .collect(Collectors.joining(", "));
    return "RSE %s has no protocol%s that can write from the wide area network; it has %s. Set rse.scheme to one that writes, or ask the Rucio administrators to give the protocol a wan write priority"
        .formatted(rse.name(), scheme.map(wanted -> " " + wanted).orElse(""), has);
  }

  private static Finding prefix(RseDescription rse, Path root, Optional<String> scheme) {
    Optional<Protocol> protocol = protocol(rse, scheme);
    if (protocol.isEmpty()) {
      return new Finding(
          "prefix", false, "Without a protocol nothing says what rse.root " + root + " stands for");
    }
    Optional<String> whyNot = PfnMapping.whyNotPrefix(protocol.get(), root);
    if (whyNot.isPresent()) {
      return new Finding("prefix", false, "RSE %s: %s".formatted(rse.name(), whyNot.get()));
    }
    String message =
        PfnMapping.isFile(protocol.get())
            ? "The prefix covers rse.root %s"
            : "rse.root %s is taken for what "
                + address(protocol.get()).replace("%", "%%")
                + " shows; nothing on this host can prove that, so compare one file";
    return new Finding("prefix", true, message.formatted(root));
  }

  private static String address(Protocol protocol) {
    return "%s://%s%s%s"
        .formatted(
            protocol.scheme(),
            protocol.hostname(),
            protocol.port() == 0 ? "" : ":" + protocol.port(),
            protocol.prefix().startsWith("/") ? protocol.prefix() : "/" + protocol.prefix());
  }

  /**
   * The protocol that PFNs are made with: the wanted scheme's, or the best for writing. Of two with
   * one scheme the server's own choice, the better priority (rse/rsemanager.py), since it parses
   * PFNs with that one only.
   *
   * @return empty if the RSE has none that can write
   */
  public static Optional<Protocol> protocol(RseDescription rse, Optional<String> scheme) {
    return rse.protocols().stream()
        .filter(protocol -> protocol.wan().containsKey(WRITE))
        .filter(protocol -> scheme.isEmpty() || scheme.get().equalsIgnoreCase(protocol.scheme()))
        .min(Comparator.comparing(protocol -> protocol.wan().getOrDefault(WRITE, 0)));
  }
}
