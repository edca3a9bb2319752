// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestTest {

  @Test
  void encodesEverythingButUnreservedCharacters() {
    assertThat(Request.path("dids", "lst", "R0/Run1/a b+c*d~e#f?g%h:i&j"))
        .isEqualTo("/dids/lst/R0%2FRun1%2Fa%20b%2Bc%2Ad~e%23f%3Fg%25h%3Ai%26j");
    assertThat(Request.encode("é")).isEqualTo("%C3%A9");
  }

  @Test
  void showsNeitherHeadNorBody() {
    Request request =
        Request.get("sign_in", "/auth/userpass").anonymous(Map.of("X-Rucio-Password", "hush"));

    assertThat(request.toString()).isEqualTo("GET /auth/userpass");
    assertThat(String.valueOf(request)).doesNotContain("hush");
  }
}
