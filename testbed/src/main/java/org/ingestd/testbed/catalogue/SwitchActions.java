// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue;

import java.time.Duration;
import org.ingestd.testbed.catalogue.http.Switchboard;

/** What other processes can switch, carried out on this catalogue. */
final class SwitchActions implements Switchboard.Actions {

  private final EmbeddedCatalogue catalogue;

  SwitchActions(EmbeddedCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public void outage(Duration length) {
    catalogue.outage(length);
  }

  @Override
  public void revokeTokens() {
    catalogue.admin().revokeTokens();
  }

  @Override
  public void failTransfers(String name, String reason) {
    catalogue.daemons().failTransfers(name, reason);
  }

  @Override
  public void healTransfers(String name) {
    catalogue.daemons().healTransfers(name);
  }

  @Override
  public void pauseDaemons(boolean pause) {
    if (pause) {
      catalogue.daemons().pause();
    } else {
      catalogue.daemons().resume();
    }
  }

  @Override
  public void setCopying(boolean really) {
    catalogue.daemons().setCopying(really);
  }
}
