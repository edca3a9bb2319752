// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse.escape;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HexEscapeTest {

  @ParameterizedTest
  @CsvSource({
    "R0/20260121/LST-1.Run01.fits.fz, R0/20260121/LST-1.Run01.fits.fz",
    "a_b,       a_b",
    "a b,       a_x20b",
    "a+b,       a_x2Bb",
    "a_x41,     a_x5Fx41",
    "a_xff,     a_x5Fxff",
    "a_x4,      a_x4",
    "a_xg0,     a_xg0",
    "a_X41,     a_X41",
    "aÿ,        a_xFF",
    "_a,        x_x00_x5Fa",
    ".a,        x_x00_x2Ea",
    "-a,        x_x00_x2Da",
    "ÿþ.fits,   x_x00_xFF_xFE.fits",
    "x_x00a,    x_x5Fx00a",
    "xÿ,        x_xFF",
    "_,         x_x00_x5F",
  })
  void writesWhatRucioRefusesAsHex(String latin, String escaped) {
    assertThat(escape(latin, Alphabet.NAME)).isEqualTo(escaped);
    assertThat(HexEscape.back(escaped, Alphabet.NAME, true)).contains(latin.getBytes(ISO_8859_1));
  }

  @Test
  void aPlaceThatIsNotTheFirstNeedsNoMark() {
    StringBuilder written = new StringBuilder("raw/");

    HexEscape.append(written, new byte[] {'_', 'a', (byte) 0xff}, Alphabet.NAME);

    assertThat(written).hasToString("raw/_a_xFF");
    assertThat(HexEscape.back("_a_xFF", Alphabet.NAME, false))
        .contains(new byte[] {'_', 'a', (byte) 0xff});
  }

  @Test
  void aScopeMayBeginWithAnythingButHasNoSlash() {
    assertThat(escape("_a/b", Alphabet.SCOPE)).isEqualTo("_a_x2Fb");
    assertThat(escape("ÿ", Alphabet.SCOPE)).isEqualTo("_xFF");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a_x41", "a_xff", "a_x5Fx4", "_xFF", "x_x00a", "a b", "aä", "a☀", "_a"})
  void leadsNowhereFromWhatItNeverWrites(String foreign) {
    assertThat(HexEscape.back(foreign, Alphabet.NAME, true)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"NAME", "SCOPE"})
  void leadsBackFromAnyBytesAndNeverWritesTwoAlike(Alphabet alphabet) {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    String letters = "_x0459FfaA/.-é \u00ff\n";
    Map<String, String> rawOf = new HashMap<>();

    for (int i = 0; i < 200_000; i++) {
      StringBuilder raw = new StringBuilder();
      for (int length = random.nextInt(9); length > 0; length--) {
        raw.append(letters.charAt(random.nextInt(letters.length())));
      }
      String escaped = escape(raw.toString(), alphabet);
      String other = rawOf.putIfAbsent(escaped, raw.toString());

      assertThat(other == null || other.equals(raw.toString())).as(escaped).isTrue();
      assertThat(HexEscape.back(escaped, alphabet, true)).contains(bytes(raw.toString()));
      for (int at = 0; at < escaped.length(); at++) {
        assertThat(alphabet.takes(escaped.charAt(at), at == 0)).as(escaped).isTrue();
      }
    }
  }

  private static String escape(String latin, Alphabet alphabet) {
    StringBuilder written = new StringBuilder();
    HexEscape.append(written, bytes(latin), alphabet);
    return written.toString();
  }

  private static byte[] bytes(String latin) {
    return latin.getBytes(ISO_8859_1);
  }
}
