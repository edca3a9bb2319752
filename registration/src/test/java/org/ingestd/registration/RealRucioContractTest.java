// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

/** The contract on a real server, told by the system properties bed.url and bed.onsite. */
@Tag("real")
class RealRucioContractTest extends RucioContract {

  @Override
  URI url() {
    return URI.create(property("bed.url"));
  }

  @Override
  Path onsite() {
    return Path.of(property("bed.onsite"));
  }

  private static String property(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      throw new IllegalStateException(
          "No real Rucio: -D" + name + " must name the running test bed's");
    }
    return value;
  }
}
