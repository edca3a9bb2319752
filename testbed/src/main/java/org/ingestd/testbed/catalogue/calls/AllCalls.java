// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.calls;

import java.util.EnumMap;
import java.util.Map;
import org.ingestd.testbed.catalogue.exchange.Call;
import org.ingestd.testbed.catalogue.exchange.Operation;
import org.ingestd.testbed.catalogue.model.CatalogueState;
import org.ingestd.testbed.catalogue.wire.ServerVersion;

/** Who answers which operation. */
public final class AllCalls {

  private AllCalls() {}

  /** A call for every operation. */
  public static Map<Operation, Call> of(
      CatalogueState state, ServerVersion version, Tokens tokens) {
    Map<Operation, Call> calls = new EnumMap<>(Operation.class);
    new SignInCalls(tokens).register(calls);
    new AccountCalls(state, version).register(calls);
    new RseCalls(state, version).register(calls);
    new DidReadingCalls(state, version).register(calls);
    new DidWritingCalls(state, version).register(calls);
    new ReplicaCalls(state, version).register(calls);
    new RuleCalls(state, version).register(calls);
    new RequestCalls(state).register(calls);
    return calls;
  }
}
