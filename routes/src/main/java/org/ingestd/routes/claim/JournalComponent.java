// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.claim;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** Makes {@code journal:STATE} endpoints that all claim from one journal. */
public final class JournalComponent extends DefaultComponent {

  private final ClaimDesk desk;
  private final LiveTraffic traffic;

  public JournalComponent(ClaimDesk desk) {
    this.desk = desk;
    this.traffic = new LiveTraffic(desk.times().clock().steady());
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    JournalEndpoint endpoint = new JournalEndpoint(uri, this, desk, remaining);
    setProperties(endpoint, parameters);
    return endpoint;
  }

  /** What all endpoints of this component share. */
  LiveTraffic traffic() {
    return traffic;
  }
}
