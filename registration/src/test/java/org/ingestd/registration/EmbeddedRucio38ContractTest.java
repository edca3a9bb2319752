// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import org.ingestd.testbed.catalogue.wire.ServerVersion;

class EmbeddedRucio38ContractTest extends EmbeddedContract {

  @Override
  ServerVersion played() {
    return ServerVersion.V38;
  }
}
