// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.endtoend;

import org.ingestd.testbed.bed.RucioBed;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test a real Rucio that all test classes of one run have in common: it is started for the
 * first and stopped after the last. Who needs a server alone starts a bed of its own.
 */
final class WithRucio implements ParameterResolver {

  private record Shared(RucioBed bed) implements AutoCloseable {
    @Override
    public void close() {
      bed.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == RucioBed.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(WithRucio.class))
        .getOrComputeIfAbsent(Shared.class, none -> new Shared(RucioBed.start()), Shared.class)
        .bed();
  }
}
