// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class WhenTest {

  private record Asked(Map<String, String> groups, long size, Optional<JsonNode> metadata)
      implements Subject {}

  private static final Subject CRAB =
      new Asked(
          Map.of("run", "0070", "stream", "2"),
          1000,
          Optional.of(
              json("{\"fits_OBJECT\": \"Crab Nebula\", \"exposure\": 30.0, \"none\": null}")));

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Values is(String... wanted) {
    return new Values(List.of(wanted).stream().map(Wildcard::new).toList(), List.of());
  }

  private static Values isNot(String... unwanted) {
    return new Values(List.of(), List.of(unwanted).stream().map(Wildcard::new).toList());
  }

  private static Verdict judged(Condition... conditions) {
    return new When(List.of(conditions)).judge(CRAB);
  }

  @Test
  void holdsForEveryFileWithoutConditions() {
    assertThat(When.ALWAYS.judge(CRAB)).isEqualTo(new Verdict(true, "for every file"));
  }

  @Test
  void wantsOneOfTheValuesAndNoneOfTheOthers() {
    assertThat(judged(new Condition.OfGroup("stream", is("1", "2"))).holds()).isTrue();
    assertThat(judged(new Condition.OfGroup("stream", is("1", "3"))))
        .isEqualTo(new Verdict(false, "stream is 2"));
    assertThat(judged(new Condition.OfGroup("run", isNot("00*"))).holds()).isFalse();
    assertThat(judged(new Condition.OfMetadata("fits_OBJECT", is("Crab*"))).holds()).isTrue();
    assertThat(judged(new Condition.OfMetadata("exposure", is("30.0"))).holds()).isTrue();
  }

  @Test
  void takesWhatIsNotThereForNoneOfAnyValue() {
    assertThat(judged(new Condition.OfGroup("tel", is("*"))))
        .isEqualTo(new Verdict(false, "tel is not there"));
    assertThat(judged(new Condition.OfGroup("tel", isNot("1"))).holds()).isTrue();
    assertThat(judged(new Condition.OfMetadata("none", is("*"))).holds()).isFalse();
  }

  @Test
  void holdsRatherThanNotWhereTheMetadataAreLost() {
    Subject lost = new Asked(Map.of(), 1, Optional.empty());
    When onMetadata = new When(List.of(new Condition.OfMetadata("fits_OBJECT", is("Crab*"))));

    assertThat(onMetadata.judge(lost)).isEqualTo(new Verdict(true, "fits_OBJECT is not known"));
  }

  @Test
  void countsTheLowerBorderOfASizeInAndTheUpperOneOut() {
    assertThat(judged(new Condition.OfSize(1000, 1001)).holds()).isTrue();
    assertThat(judged(new Condition.OfSize(0, 1000)))
        .isEqualTo(new Verdict(false, "it has 1000 bytes"));
    assertThat(judged(new Condition.OfSize(1001, Long.MAX_VALUE)).holds()).isFalse();
    assertThatThrownBy(() -> new Condition.OfSize(5, 5))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void failsByItsFirstConditionThatFailsAndTellsAllThatHold() {
    Condition stream = new Condition.OfGroup("stream", is("2"));
    Condition large = new Condition.OfSize(2000, Long.MAX_VALUE);

    assertThat(judged(stream, large)).isEqualTo(new Verdict(false, "it has 1000 bytes"));
    assertThat(judged(stream, new Condition.OfSize(10, 2000)))
        .isEqualTo(new Verdict(true, "stream is 2, it has 1000 bytes"));
    assertThat(new When(List.of(stream, large))).hasToString("stream is 2, size from 2000 bytes");
  }

  @Test
  void isOfADatasetOnlyWhereItsNameHasEveryGroup() {
    When onRun = new When(List.of(new Condition.OfGroup("run", is("7*"))));
    When onSize = new When(List.of(new Condition.OfSize(1, 2)));

    assertThat(onRun.isOfDataset(Set.of("run", "tel"))).isTrue();
    assertThat(onRun.isOfDataset(Set.of("tel"))).isFalse();
    assertThat(onSize.isOfDataset(Set.of("run"))).isFalse();
    assertThat(When.ALWAYS.isOfDataset(Set.of())).isTrue();
  }

  @Test
  void fitsWildcards() {
    assertThat(new Wildcard("a*c?").matches("abbbcx")).isTrue();
    assertThat(new Wildcard("a*c?").matches("abbbc")).isFalse();
    assertThat(new Wildcard("*").matches("")).isTrue();
    assertThat(new Wildcard("?").matches("")).isFalse();
    assertThat(new Wildcard("a.c").matches("abc")).as("no regular expression").isFalse();
    assertThat(new Wildcard("A").matches("a")).isFalse();
    assertThatThrownBy(() -> new Wildcard("")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void cannotBeMadeToExplode() {
    Wildcard nasty = new Wildcard("*a".repeat(124) + "b");
    String value = "a".repeat(10_000);

    Assertions.assertTimeout(
        Duration.ofSeconds(20), () -> assertThat(nasty.matches(value)).isFalse());
  }
}
