// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.ingestd.daemon.view.Inflow.RoomView;
import org.junit.jupiter.api.Test;

final class InflowTest {

  @Test
  void aDiskIsFullWhenItsRoomIsFilledAtTheRateOfTheLastHour() {
    assertThat(RoomView.of(7_200_000, 9_000_000, 3_600_000).full()).isEqualTo(7_200);
    assertThat(RoomView.of(0, 9, 1).full()).isZero();
    assertThat(RoomView.of(Long.MAX_VALUE, Long.MAX_VALUE, 1).full()).isPositive();
  }

  @Test
  void nobodyKnowsWhenADiskIsFullOntoWhichNothingComes() {
    RoomView room = RoomView.of(5, 9, 0);

    assertThat(room.full()).isNull();
    assertThat(Json.line(new Inflow(null, Inflow.NONE.lastHour(), room)))
        .isEqualTo("{\"lastHour\":{\"files\":0,\"bytes\":0},\"room\":{\"free\":5,\"size\":9}}");
  }
}
