// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ingestd.daemon.telling.Ticking;
import org.ingestd.routes.contract.SilentListener;
import org.junit.jupiter.api.Test;

final class WrongTokensTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Ticking clock = new Ticking();
  private final List<String> told = new ArrayList<>();
  private final WrongTokens wrong =
      new WrongTokens(
          clock,
          new SilentListener() {
            @Override
            public void tokenRefused(String from, boolean unseen) {
              told.add(from + (unseen ? " unseen" : " wrong"));
            }
          });

  private static InetAddress address(String literal) throws UnknownHostException {
    return InetAddress.getByName(literal);
  }

  private static InetAddress numbered(int number) throws UnknownHostException {
    return InetAddress.getByAddress(
        new byte[] {10, (byte) (number >> 16), (byte) (number >> 8), (byte) number});
  }

  private void come(int times, InetAddress from) {
    for (int i = 0; i < times; i++) {
      wrong.came(from);
    }
  }

  @Test
  void fiveWithinAMinuteAndTheirAddressWaitsForTheNextMinute() throws Exception {
    InetAddress guesser = address("192.0.2.1");
    come(4, guesser);
    clock.tick(SECOND.multipliedBy(50));
    assertThat(wrong.wait(guesser)).isEmpty();

    wrong.came(guesser);

    assertThat(wrong.wait(guesser)).contains(Duration.ofMinutes(1));
    clock.tick(SECOND.multipliedBy(59));
    assertThat(wrong.wait(guesser)).contains(SECOND);
    clock.tick(SECOND);
    assertThat(wrong.wait(guesser)).isEmpty();
  }

  @Test
  void whoErrsNowAndThenNeverWaits() throws Exception {
    InetAddress forgetful = address("192.0.2.1");
    for (int i = 0; i < 20; i++) {
      wrong.came(forgetful);
      clock.tick(SECOND.multipliedBy(16));
      assertThat(wrong.wait(forgetful)).isEmpty();
    }
  }

  @Test
  void othersDoNotWaitWithAGuesser() throws Exception {
    come(1_000, address("192.0.2.1"));

    assertThat(wrong.wait(address("192.0.2.2"))).isEmpty();
  }

  @Test
  void manyAddressesTogetherWaitAfterTheFirstEachAndOthersDoNot() throws Exception {
    for (int i = 0; i < WrongTokens.ALLOWED_IN_TOTAL - 1; i++) {
      wrong.came(numbered(i));
    }
    assertThat(wrong.wait(numbered(0))).isEmpty();

    wrong.came(numbered(500));

    assertThat(wrong.wait(numbered(0))).isPresent();
    assertThat(wrong.wait(numbered(500))).isPresent();
    assertThat(wrong.wait(numbered(501))).isEmpty();
    clock.tick(Duration.ofMinutes(1));
    assertThat(wrong.wait(numbered(0))).isEmpty();
  }

  @Test
  void anIpv6NetworkIsOneAddress() throws Exception {
    for (int i = 1; i <= WrongTokens.ALLOWED; i++) {
      wrong.came(address("2001:db8:1:2::" + i));
    }

    assertThat(wrong.wait(address("2001:db8:1:2:ffff::9"))).isPresent();
    assertThat(wrong.wait(address("2001:db8:1:3::1"))).isEmpty();
  }

  @Test
  void aMillionAddressesAreNotRemembered() throws Exception {
    for (int i = 0; i < 1_000_000; i++) {
      wrong.came(numbered(i));
    }
    assertThat(wrong.remembered()).isEqualTo(WrongTokens.MOST_PLACES);
    assertThat(wrong.wait(numbered(999_999))).isPresent();

    clock.tick(Duration.ofMinutes(2));
    wrong.came(numbered(0));

    assertThat(wrong.remembered()).isEqualTo(1);
  }

  @Test
  void whoWaitsForLongestIsForgottenFirstWhereThereAreTooMany() throws Exception {
    InetAddress guesser = address("192.0.2.1");
    wrong.came(guesser);
    for (int i = 0; i < WrongTokens.MOST_PLACES - 1; i++) {
      wrong.came(numbered(i));
    }
    come(WrongTokens.ALLOWED - 1, guesser);

    wrong.came(numbered(5_000));

    assertThat(wrong.wait(guesser)).contains(Duration.ofMinutes(1));
    assertThat(wrong.wait(numbered(0))).isEqualTo(Optional.empty());
  }

  @Test
  void eachIsTold() throws Exception {
    wrong.came(address("192.0.2.1"));
    wrong.passedOver(address("192.0.2.2"));

    assertThat(told).containsExactly("192.0.2.1 wrong", "192.0.2.2 unseen");
  }
}
