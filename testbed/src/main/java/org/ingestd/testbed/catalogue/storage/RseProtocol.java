// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.storage;

import org.ingestd.testbed.catalogue.wire.RucioError;

/**
 * A protocol of an RSE, reading and writing.
 *
 * @param endpoint where its URLs point
 * @param implementation the plug-in's module, e.g. {@code posix}; it decides how PFNs are parsed
 *     and built
 * @param priority of reading and writing, 1 the best
 * @param deletes whether deletion is supported
 * @param thirdParty whether third-party copies are supported
 */
public record RseProtocol(
    Endpoint endpoint, String implementation, int priority, boolean deletes, boolean thirdParty) {

  /** Scheme, host, port (0: none) and prefix of the URLs. */
  public record Endpoint(String scheme, String hostname, int port, String prefix) {}

  public String scheme() {
    return endpoint.scheme;
  }

  /** The name as the RSE shows it. */
  public String implementationClass() {
    return "rucio.rse.protocols." + implementation + ".Default";
  }

  /**
   * The part of a PFN behind the prefix, with a slash in front: what the catalogue stores.
   *
   * @throws RucioError RSEFileNameNotSupported if host, port or prefix do not fit
   */
  public String path(String pfn) {
    PfnParts parts = PfnParts.of(pfn);
    return implementation.equals("gfal") ? pathByGfal(parts) : pathByBase(parts);
  }

  /** The PFN of a stored path. */
  public String pfn(String path) {
    String port = endpoint.port == 0 ? "" : ":" + endpoint.port;
    String prefix = endpoint.prefix.startsWith("/") ? endpoint.prefix : "/" + endpoint.prefix;
    String start = endpoint.scheme + "://" + endpoint.hostname + port + prefix;
    // The xrootd plug-in keeps the slash of the path behind its own: root PFNs have two there.
    boolean keepsSlash = implementation.equals("xrootd");
    String rest = !keepsSlash && path.startsWith("/") ? path.substring(1) : path;
    return start + (prefix.endsWith("/") ? "" : "/") + rest;
  }

  private String pathByBase(PfnParts parts) {
    if (!endpoint.hostname.equals(parts.host()) && !endpoint.hostname.equals("localhost")) {
      throw refused("hostname", parts.host(), endpoint.hostname);
    }
    if (portNumber(parts.port()) != endpoint.port) {
      throw refused("port", Integer.toString(portNumber(parts.port())), "" + endpoint.port);
    }
    String path = PfnParts.withoutDoubleSlashes(parts.path());
    String prefix = PfnParts.withoutDoubleSlashes(endpoint.prefix);
    prefix = prefix.startsWith("/") ? prefix : "/" + prefix;
    prefix = prefix.endsWith("/") ? prefix : prefix + "/";
    return behind(prefix, path);
  }

  private String pathByGfal(PfnParts parts) {
    if (!endpoint.hostname.equals(parts.host())) {
      throw refused("hostname", parts.host(), endpoint.hostname);
    }
    if (!parts.port().isEmpty() && !parts.port().equals(Integer.toString(endpoint.port))) {
      throw refused("port", parts.port(), "" + endpoint.port);
    }
    return behind(endpoint.prefix, parts.path());
  }

  private static String behind(String prefix, String path) {
    if (!path.startsWith(prefix)) {
      throw refused("prefix", path, prefix);
    }
    String rest = path.substring(prefix.length());
    return rest.startsWith("/") ? rest : "/" + rest;
  }

  private static int portNumber(String port) {
    try {
      return port.isEmpty() ? 0 : Integer.parseInt(port);
    } catch (NumberFormatException notNumeric) {
      throw RucioError.plainText("invalid literal for int() with base 10: '" + port + "'");
    }
  }

  private static RucioError refused(String part, String provided, String expected) {
    return RucioError.of(
        "RSEFileNameNotSupported",
        "Invalid " + part + ": provided '" + provided + "', expected '" + expected + "'");
  }
}
