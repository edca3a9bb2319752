// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.calls;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.ingestd.testbed.catalogue.exchange.Call;
import org.ingestd.testbed.catalogue.exchange.Exchange;
import org.ingestd.testbed.catalogue.exchange.Operation;
import org.ingestd.testbed.catalogue.exchange.Reply;
import org.ingestd.testbed.catalogue.wire.RucioDate;
import org.ingestd.testbed.catalogue.wire.RucioError;
import org.jspecify.annotations.Nullable;

/** Rucio's own tokens, for a password or a client certificate. */
final class SignInCalls {

  private final Tokens tokens;

  SignInCalls(Tokens tokens) {
    this.tokens = tokens;
  }

  void register(Map<Operation, Call> calls) {
    calls.put(Operation.SIGN_IN, this::byPassword);
    calls.put(Operation.SIGN_IN_X509, this::byCertificate);
  }

  private Reply byPassword(Exchange exchange) throws IOException {
    String username = exchange.header("x-rucio-username");
    String password = exchange.header("x-rucio-password");
    String wanted = exchange.header("x-rucio-account");
    if (username == null || password == null) {
      throw unauthenticated("Cannot authenticate without passing all required arguments");
    }
    Tokens.User user = tokens.user(username).orElse(null);
    if (user == null && wanted == null) {
      throw unknownIdentity();
    }
    if (wanted == null && user != null && user.accounts().size() > 1) {
      return severalAccounts(user.accounts());
    }
    String account = wanted != null || user == null ? wanted : user.accounts().get(0);
    if (account == null || !fits(user, password, account)) {
      throw notTo(account);
    }
    return signedIn(account, username);
  }

  private Reply byCertificate(Exchange exchange) throws IOException {
    String subject = exchange.header(Exchange.CLIENT_SUBJECT);
    String wanted = exchange.header("x-rucio-account");
    if (subject == null) {
      throw unauthenticated("Cannot get DN");
    }
    List<String> accounts = tokens.accountsOf(subject);
    if (accounts.isEmpty() && wanted == null) {
      throw unknownIdentity();
    }
    if (wanted == null && accounts.size() > 1) {
      return severalAccounts(accounts);
    }
    String account = wanted == null ? accounts.get(0) : wanted;
    if (!accounts.contains(account)) {
      throw notTo(account);
    }
    return signedIn(account, subject);
  }

  private Reply signedIn(String account, String identity) {
    Tokens.Token token = tokens.issue(account, identity);
    return Reply.text(200, Operation.Produces.OCTETS.contentType(), "")
        .with("X-Rucio-Auth-Account", account)
        .with("X-Rucio-Auth-Token", token.text())
        .with("X-Rucio-Auth-Token-Expires", RucioDate.text(token.expires()));
  }

  private static boolean fits(Tokens.@Nullable User user, String password, String account) {
    return user != null && user.password().equals(password) && user.accounts().contains(account);
  }

  private static RucioError unknownIdentity() {
    return RucioError.withStatus(
        401, "IdentityError", "Cannot authenticate. The identity does not exist.");
  }

  private static RucioError notTo(@Nullable String account) {
    return unauthenticated("Cannot authenticate to account " + account + " with given credentials");
  }

  private static RucioError unauthenticated(String message) {
    return RucioError.withStatus(401, "CannotAuthenticate", message);
  }

  private static Reply severalAccounts(List<String> accounts) throws IOException {
    return Reply.json(
            206,
            "application/json",
            json -> {
              json.writeStartArray();
              for (String account : accounts) {
                json.writeString(account);
              }
              json.writeEndArray();
            })
        .with("X-Rucio-Auth-Accounts", String.join(",", accounts));
  }
}
