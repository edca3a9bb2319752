// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ingestd.testbed.catalogue.exchange.Operation;

/**
 * Which call a method and a decoded path mean. The path is decoded before it is matched, as real
 * servers do it: so an encoded slash and a plain one are the same, and a DID name that ends in a
 * route word means the other route.
 */
final class Routes {

  private record Route(String method, Pattern path, boolean slashAtEnd, Operation operation) {}

  /** What was found. */
  sealed interface Found {
    record Call(Operation operation, List<String> arguments) implements Found {}

    record WrongMethod(String allowed) implements Found {}

    record MissingSlash() implements Found {}

    record Nothing() implements Found {}
  }

  private static final String ONE = "([^/]+)";
  private static final String DID = "/dids/([^/]+)/(.*)";

  private final List<Route> routes = new ArrayList<>();

  Routes() {
    accountsAndRses();
    dids();
    replicasAndRules();
  }

  private void accountsAndRses() {
    add("GET", "/ping", Operation.PING);
    add("GET", "/auth/userpass", Operation.SIGN_IN);
    add("GET", "/auth/x509", Operation.SIGN_IN_X509);
    add("GET", "/auth/x509_proxy", Operation.SIGN_IN_X509);
    add("GET", "/accounts/whoami", Operation.WHOAMI);
    add("GET", "/accounts/", Operation.ACCOUNTS);
    add("GET", "/accounts/" + ONE, Operation.ACCOUNT);
    add("GET", "/accounts/" + ONE + "/attr/", Operation.ACCOUNT_ATTRIBUTES);
    add("GET", "/accounts/" + ONE + "/limits/local", Operation.LIMITS);
    add("GET", "/accounts/" + ONE + "/usage/local", Operation.USAGE);
    add("GET", "/accounts/" + ONE + "/usage/local/" + ONE, Operation.USAGE);
    add("GET", "/scopes/", Operation.SCOPES);
    add("GET", "/scopes/" + ONE + "/scopes", Operation.SCOPES_OF_ACCOUNT);
    add("POST", "/scopes/" + ONE + "/" + ONE, Operation.ADD_SCOPE);
    add("GET", "/rses/", Operation.RSES);
    add("GET", "/rses/" + ONE, Operation.RSE);
    add("GET", "/rses/" + ONE + "/attr/", Operation.RSE_ATTRIBUTES);
    add("GET", "/rses/" + ONE + "/protocols", Operation.RSE_PROTOCOLS);
  }

  private void dids() {
    add("POST", "/dids", Operation.ADD_DIDS);
    add("POST", "/dids/attachments", Operation.ATTACH);
    add("POST", "/dids/bulkmeta", Operation.BULK_META);
    add("POST", "/dids/bulkdidsmeta", Operation.SET_BULK_META);
    add("GET", "/dids/" + ONE + "/", Operation.SCOPE_DIDS);
    add("PUT", DID + "/status", Operation.STATUS);
    add("GET", DID + "/dids", Operation.CONTENTS);
    add("POST", DID + "/dids", Operation.ATTACH_ONE);
    add("GET", DID + "/files", Operation.FILES);
    add("GET", DID + "/parents", Operation.PARENTS);
    add("GET", DID + "/rules", Operation.DID_RULES);
    add("GET", DID + "/associated_rules", Operation.ASSOCIATED_RULES);
    add("GET", DID + "/meta", Operation.META);
    add("POST", DID + "/meta", Operation.SET_META);
    add("GET", DID + "/status", Operation.DID);
    add("GET", DID, Operation.DID);
    add("POST", DID, Operation.ADD_DID);
  }

  private void replicasAndRules() {
    add("POST", "/replicas/?", Operation.ADD_REPLICAS);
    add("PUT", "/replicas/?", Operation.SET_REPLICA_STATES);
    add("DELETE", "/replicas/?", Operation.DELETE_REPLICAS);
    add("POST", "/replicas/list/?", Operation.LIST_REPLICAS);
    add("POST", "/replicas/bad/?", Operation.DECLARE_BAD);
    add("GET", "/replicas/" + ONE + "/(.+)", Operation.REPLICAS);
    add("GET", "/rules/", Operation.RULES);
    add("POST", "/rules/", Operation.ADD_RULE);
    add("GET", "/rules/" + ONE, Operation.RULE);
    add("PUT", "/rules/" + ONE, Operation.UPDATE_RULE);
    add("DELETE", "/rules/" + ONE, Operation.DELETE_RULE);
    add("GET", "/rules/" + ONE + "/locks", Operation.LOCKS);
    add("GET", "/rules/" + ONE + "/analysis", Operation.ANALYSIS);
    add("GET", "/requests/list", Operation.REQUESTS);
    add("GET", "/requests/" + ONE + "/(.+)/" + ONE, Operation.REQUEST);
  }

  private void add(String method, String path, Operation operation) {
    Pattern pattern = Pattern.compile(path, Pattern.DOTALL);
    routes.add(new Route(method, pattern, path.endsWith("/"), operation));
  }

  /**
   * @param path decoded
   */
  Found find(String method, String path) {
    TreeSet<String> allowed = new TreeSet<>();
    for (Route route : routes) {
      Optional<List<String>> arguments = matched(route, path);
      if (arguments.isPresent()) {
        if (route.method.equals(method)) {
          return new Found.Call(route.operation, arguments.get());
        }
        allowed.add(route.method);
      }
    }
    for (Route route : routes) {
      if (route.slashAtEnd && matched(route, path + "/").isPresent()) {
        return new Found.MissingSlash();
      }
    }
    return allowed.isEmpty()
        ? new Found.Nothing()
        : new Found.WrongMethod(String.join(", ", allowed));
  }

  private static Optional<List<String>> matched(Route route, String path) {
    Matcher matcher = route.path.matcher(path);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    List<String> arguments = new ArrayList<>();
    for (int i = 1; i <= matcher.groupCount(); i++) {
      arguments.add(matcher.group(i));
    }
    return Optional.of(arguments);
  }
}
