// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.signin;

import org.ingestd.registration.rest.Failure;
import org.ingestd.registration.rest.Identity;

/** Whether we are taken for whom we are meant to be. */
final class OurAccount {

  private OurAccount() {}

  /**
   * Nothing may be registered under another account: it would own the datasets and rules.
   *
   * @param taken for this account, says Rucio
   * @param wanted by the configuration
   */
  static void check(String taken, String wanted, Identity who) throws Failure {
    if (!taken.equals(wanted)) {
      throw Failure.otherAccount(
          "Rucio takes "
              + who
              + " for account "
              + taken
              + ", but rucio.account is "
              + wanted
              + "; correct rucio.account, or make "
              + wanted
              + " the identity's default account in Rucio");
    }
  }
}
