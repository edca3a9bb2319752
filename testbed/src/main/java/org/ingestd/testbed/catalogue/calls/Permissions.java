// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.calls;

import java.util.Collection;
import org.ingestd.testbed.catalogue.model.Account;
import org.ingestd.testbed.catalogue.model.CatalogueState;
import org.ingestd.testbed.catalogue.wire.RucioError;

/** The generic policy. The messages end in a blank, as the servers' do. */
final class Permissions {

  private final CatalogueState state;

  Permissions(CatalogueState state) {
    this.state = state;
  }

  boolean admin(String account) {
    return account.equals("root")
        || state.reading(() -> state.account(account).map(Account::admin).orElse(false));
  }

  boolean owns(String account, String scope) {
    return admin(account) || state.reading(() -> state.owns(account, scope));
  }

  boolean ownsAll(String account, Collection<String> scopes) {
    return scopes.stream().allMatch(scope -> owns(account, scope));
  }

  /**
   * @param what e.g. {@code add scope}
   */
  static void require(boolean allowed, String account, String what) {
    if (!allowed) {
      throw RucioError.of("AccessDenied", "Account " + account + " can not " + what + ". ");
    }
  }

  void requireAdmin(String account, String what) {
    require(admin(account), account, what);
  }
}
