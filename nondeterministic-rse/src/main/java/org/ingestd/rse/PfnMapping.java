// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ingestd.rse.RseDescription.Protocol;
import org.ingestd.rse.escape.Percent;

/**
 * Local path ↔ PFN on one RSE by one protocol, both ways. The path part of a PFN is percent-encoded
 * bytes (RFC 3986). Thread-safe.
 *
 * <p>PFNs are made as the server's parsers want them (Rucio 32 to 41, rse/protocols): the base
 * parser counts a missing port as 0 and collapses runs of slashes, gfal's compares the prefix
 * letter for letter. SRM is written in its short form, which gfal's parser takes; the long one with
 * {@code ?SFN=} is understood on the way back.
 */
public final class PfnMapping {

  static final String FILE = "file";

  /** What a server keeps of a path at most, its leading slash included. */
  static final int LONGEST_PATH = 1024;

  private static final Set<String> XROOTD = Set.of("root", "roots", "xroot", "xroots");
  private static final Path TOP = Path.of("/");

  private final Path root;
  private final String base;
  private final PfnPlace basePlace;
  private final Optional<RawPath> subdirectory;

  /**
   * @param root the directory on this host that the protocol's prefix stands for; of {@code file}
   *     it may also be a directory below the prefix
   * @throws IllegalArgumentException if no PFN below this root can be valid; {@link RseCheck} says
   *     so before
   */
  public PfnMapping(Protocol protocol, Path root) {
    whyNotPrefix(protocol, root)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
    this.root = root;
    this.base = base(protocol);
    this.basePlace =
        PfnPlace.of(
            protocol.scheme(), host(protocol), protocol.port(), withSlash(protocol.prefix()));
    this.subdirectory = isFile(protocol) ? below(protocol.prefix(), root) : Optional.empty();
  }

  private static String base(Protocol protocol) {
    String scheme = protocol.scheme();
    boolean writesPort = protocol.port() != 0 || isFile(protocol);
    String server = scheme + "://" + host(protocol) + (writesPort ? ":" + protocol.port() : "");
    if (isGfal(protocol)) {
      return server + withSlash(protocol.prefix());
    }
    String prefix = PfnPlace.collapsed("/" + withSlash(protocol.prefix()));
    return server + (XROOTD.contains(scheme.toLowerCase(Locale.ROOT)) ? "/" : "") + prefix;
  }

  /** Some sites write {@code davs://host} as the host of a gfal protocol; the parser takes both. */
  private static String host(Protocol protocol) {
    String host = protocol.hostname();
    int scheme = host.indexOf("://");
    return scheme < 0 ? host : host.substring(scheme + "://".length());
  }

  private static String withSlash(String prefix) {
    return prefix.endsWith("/") ? prefix : prefix + "/";
  }

  private static boolean isGfal(Protocol protocol) {
    return protocol.implementation().contains("gfal");
  }

  static boolean isFile(Protocol protocol) {
    return protocol.scheme().equalsIgnoreCase(FILE);
  }

  /** Why no PFN below the root can be made that the server takes; empty if the prefix is fine. */
  static Optional<String> whyNotPrefix(Protocol protocol, Path root) {
    String prefix = protocol.prefix();
    if (prefix.indexOf('?') >= 0 || prefix.indexOf('#') >= 0 || prefix.indexOf(';') >= 0) {
      return Optional.of(
          "the prefix '%s' of the protocol %s has a character that ends a URL's path; ask the Rucio administrators to correct the RSE"
              .formatted(prefix, protocol.scheme()));
    }
    if (isGfal(protocol) && !prefix.startsWith("/")) {
      return Optional.of(
          "the prefix '%s' of the protocol %s does not begin with a slash, and the server's parser (gfal) takes it literally; ask the Rucio administrators to correct the RSE"
              .formatted(prefix, protocol.scheme()));
    }
    if (("/" + prefix + "/").contains("/../")) {
      return Optional.of(
          "the prefix '%s' of the protocol %s climbs up; ask the Rucio administrators to correct the RSE"
              .formatted(prefix, protocol.scheme()));
    }
    if (isFile(protocol) && !covers(prefix, root)) {
      return Optional.of(
          "rse.root %s is not below %s, the prefix of the protocol file; set rse.root to that directory or one below it"
              .formatted(root, prefix.isEmpty() ? "/" : prefix));
    }
    return Optional.empty();
  }

  private static boolean covers(String prefix, Path root) {
    return bytesOf(root).equals(prefixBytes(prefix)) || below(prefix, root).isPresent();
  }

  private static Optional<RawPath> below(String prefix, Path root) {
    Optional<RawPath> above = prefixBytes(prefix);
    Optional<RawPath> whole = bytesOf(root);
    return above.isEmpty() ? whole : whole.flatMap(path -> path.below(above.get()));
  }

  /** Empty for the topmost directory. */
  private static Optional<RawPath> bytesOf(Path directory) {
    Path below = TOP.relativize(directory.toAbsolutePath().normalize());
    return below.toString().isEmpty() ? Optional.empty() : Optional.of(RawPath.of(below));
  }

  private static Optional<RawPath> prefixBytes(String prefix) {
    String path = PfnPlace.collapsed("/" + withSlash(prefix)).replace("/./", "/");
    return path.equals("/")
        ? Optional.empty()
        : RawPath.ifValid(path.substring(1, path.length() - 1).getBytes(UTF_8));
  }

  /** The directory on this host that the prefix stands for. */
  public Path root() {
    return root;
  }

  /**
   * @param path relative to {@link #root}
   */
  public String pfn(RawPath path) {
    return base + Percent.encode(whole(path).shared());
  }

  /** Why Rucio cannot keep the PFN of this path; empty if it can. */
  public Optional<String> whyNot(RawPath path) {
    int length = Percent.encode(whole(path).shared()).length() + 1;
    return length <= LONGEST_PATH
        ? Optional.empty()
        : Optional.of(
            "The path of '%s' has %d characters in its PFN; Rucio keeps at most %d"
                .formatted(path, length, LONGEST_PATH));
  }

  private RawPath whole(RawPath path) {
    return subdirectory.map(above -> above.resolve(path)).orElse(path);
  }

  /** The way back: the path relative to the root, or empty if the PFN is not below the prefix. */
  public Optional<RawPath> path(String pfn) {
    return PfnPlace.of(pfn).filter(this::isOurs).flatMap(this::path);
  }

  private boolean isOurs(PfnPlace place) {
    return place.scheme().equals(basePlace.scheme())
        && place.host().equals(basePlace.host())
        && place.port() == basePlace.port()
        && place.path().startsWith(basePlace.path());
  }

  private Optional<RawPath> path(PfnPlace place) {
    String rest = place.path().substring(basePlace.path().length());
    if (rest.contains("%2F")) {
      return Optional.empty();
    }
    Optional<RawPath> path = RawPath.ifValid(Percent.decode(rest));
    return subdirectory.isEmpty() ? path : path.flatMap(whole -> whole.below(subdirectory.get()));
  }

  /**
   * Whether two PFNs name one place, as Rucio rebuilds PFNs on reading: runs of slashes collapsed,
   * a port 0 left out or the scheme's usual one, percent-encoding in any spelling, the host {@code
   * localhost} of {@code file} ignored. Query and fragment count for nothing.
   */
  public static boolean samePlace(String one, String other) {
    return one.equals(other)
        || PfnPlace.of(one).flatMap(place -> PfnPlace.of(other).filter(place::equals)).isPresent();
  }
}
