// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ingestd.rse.NamingResult.Named;
import org.ingestd.rse.NamingResult.PatternMismatch;
import org.ingestd.rse.NamingResult.Refused;
import org.ingestd.rse.NamingSettings.Escape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a file to its name. */
final class NamingTest extends NamingMaterial {

  @Test
  void namesAFileByItsPathAndItsRun() {
    Naming naming = new Naming("r0", settings("{path}", "R0/Run{run}"), NameRules.NEWEST);

    Named named = named(naming.name(RUN, MODIFIED));

    assertThat(named.did()).hasToString("lst:R0/20260121/LST-1.3.Run12345.0007.fits.fz");
    assertThat(named.dataset()).contains(new Did("lst", "R0/Run12345"));
    assertThat(named.night()).isEqualTo("20260121");
    assertThat(named.nightFrom()).isEqualTo("mtime");
    assertThat(named.groups())
        .containsExactly(
            Map.entry("tel", "1"),
            Map.entry("stream", "3"),
            Map.entry("run", "12345"),
            Map.entry("subrun", "0007"));
  }

  @ParameterizedTest
  @CsvSource({
    "{path},                     R0/20260121/LST-1.3.Run12345.0007.fits.fz",
    "{name},                     LST-1.3.Run12345.0007.fits.fz",
    "{stem},                     LST-1.3.Run12345.0007.fits",
    "{dir}/{stem},               R0/20260121/LST-1.3.Run12345.0007.fits",
    "{source}.{night}.{run}.{subrun}, r0.20260121.12345.0007",
    "Run{run}/{tel}_{stream},    Run12345/1_3",
  })
  void fillsTemplates(String template, String name) {
    Naming naming = naming(template, Optional.of(LST), Escape.HEX);

    assertThat(didOf(naming, RUN)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "{dir}/{name}, top.fits,  top.fits",
    "raw/{dir}/{name}, top.fits, raw/top.fits",
    "{name}/{dir}, top.fits,  top.fits",
    "{dir}/{name}, a/b.fits,  a/b.fits",
  })
  void aFileInTheRootLeavesNoLooseSlash(String template, String path, String name) {
    assertThat(didOf(naming(template), RawPath.of(path))).isEqualTo(name);
  }

  @Test
  void anUnknownPlaceholderIsNamedTogetherWithWhatThereIs() {
    assertThatThrownBy(() -> new Naming("r0", settings("{runn}", "d"), NameRules.NEWEST))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "naming.did: \"{runn}\": there is no {runn}; available: {path} {name} {stem} {dir} {night} {tel} {stream} {run} {subrun} {source}");
  }

  @ParameterizedTest
  @CsvSource({
    "{path,      a '{' has no partner",
    "path},      a '}' has no partner",
    "{{path}},   a '{' has no partner",
    "{},         there is no {}",
    "a b{path},  ' ' cannot stand there",
    "_{path},    '_' cannot stand there",
    "a:{path},   ':' cannot stand there",
    "'',         it is empty",
  })
  void aWrongTemplateIsRefusedWithItsKey(String template, String why) {
    assertThatThrownBy(() -> naming(template))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("naming.did: \"" + template + "\": " + why);
  }

  @Test
  void aFixedScopeIsCheckedBeforeAnyFile() {
    NamingSettings long26 =
        new NamingSettings(
            Optional.empty(), "s".repeat(26), "{path}", Optional.empty(), CANARY, Escape.HEX);

    assertThatThrownBy(() -> new Naming("r0", long26, NameRules.NEWEST))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("naming.scope")
        .hasMessageContaining("at most 25");
  }

  @Test
  void aGroupThatHidesAPlaceholderIsRefused() {
    assertThatThrownBy(
            () -> naming("{path}", Optional.of(Pattern.compile("(?<name>.*)")), Escape.HEX))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'name'");
  }

  @Test
  void takesForGroupsOnlyWhatAreGroups() {
    Pattern tricky =
        Pattern.compile("\\(\\?<no>\\Q(?<quoted>\\E[(?<set>](?<yes>.)", Pattern.DOTALL);

    assertThat(new FileNamePattern(tricky).groups()).containsExactly("yes");
    assertThat(new FileNamePattern(Pattern.compile("(?x) (?<a>.) # (?<b>.)")).groups())
        .containsExactly("a");
  }

  @Test
  void aNameThatDoesNotFitThePatternIsToldWithBoth() {
    Naming naming = new Naming("r0", settings("{path}", "d"), NameRules.NEWEST);

    assertThat(naming.name(RawPath.of("R0/notes.txt"), MODIFIED))
        .asInstanceOf(type(PatternMismatch.class))
        .extracting(PatternMismatch::why)
        .asString()
        .contains("'notes.txt'", "LST-(?<tel>", "'r0'");
  }

  @Test
  void thePatternIsMatchedOnTheWholeNameOnly() {
    Naming naming = naming("{path}", Optional.of(Pattern.compile("Run\\d+")), Escape.HEX);

    assertThat(naming.name(RawPath.of("Run1"), MODIFIED)).isInstanceOf(Named.class);
    assertThat(naming.name(RawPath.of("Run1.fits"), MODIFIED)).isInstanceOf(PatternMismatch.class);
    assertThat(naming.name(RawPath.of("Run1/x"), MODIFIED)).isInstanceOf(PatternMismatch.class);
  }

  @Test
  void aGroupThatTookNoPartCannotFillATemplate() {
    Pattern optional = Pattern.compile("a(?<run>\\d)?(?<rest>.*)");
    RawPath without = RawPath.of("abc");

    assertThat(naming("x{run}", Optional.of(optional), Escape.HEX).name(without, MODIFIED))
        .asInstanceOf(type(PatternMismatch.class))
        .extracting(PatternMismatch::why)
        .asString()
        .contains("'run'", "'abc'");
    assertThat(
            named(naming("{path}", Optional.of(optional), Escape.HEX).name(without, MODIFIED))
                .groups())
        .containsExactly(Map.entry("rest", "bc"));
  }

  @Test
  void bytesOfANameThatIsNotUtf8PassThroughThePattern() {
    RawPath path = RawPath.of("R0/run-\u00ff\u00c3.fits".getBytes(ISO_8859_1));
    Naming naming =
        naming("g/{run}", Optional.of(Pattern.compile("run-(?<run>.*)\\.fits")), Escape.HEX);

    Named named = named(naming.name(path, MODIFIED));

    assertThat(named.did().name()).isEqualTo("g/_xFF_xC3");
    assertThat(named.groups()).containsEntry("run", "\\xff\\xc3");
  }

  @Test
  void aUtf8NameIsMatchedByItsCharacters() {
    Naming naming =
        naming("g/{target}", Optional.of(Pattern.compile("(?<target>.).fits")), Escape.HEX);

    assertThat(didOf(naming, RawPath.of("ä.fits"))).isEqualTo("g/_xC3_xA4");
  }

  @Test
  void withoutEscapeARefusedNameIsToldWithItsRule() {
    NamingResult result =
        naming("{path}", Optional.empty(), Escape.REFUSE).name(RawPath.of("R0/a b.fits"), MODIFIED);

    assertThat(result)
        .asInstanceOf(type(Refused.class))
        .extracting(Refused::why)
        .asString()
        .contains("'R0/a b.fits'", "' ' at position 5", "Rucio 38 or later");
  }

  @Test
  void withoutEscapeANameThatLooksEscapedStays() {
    Naming naming = naming("{path}", Optional.empty(), Escape.REFUSE);

    assertThat(didOf(naming, RawPath.of("a_x41"))).isEqualTo("a_x41");
    assertThat(naming.path(new Did("lst", "a_x41"))).contains(RawPath.of("a_x41"));
  }

  @Test
  void aNameThatGetsTooLongByItsEscapesIsRefused() {
    assertThat(naming("{path}").name(RawPath.of("é".repeat(120)), MODIFIED))
        .asInstanceOf(type(Refused.class))
        .extracting(Refused::why)
        .asString()
        .contains("965 characters", "at most 250");
  }

  @Test
  void aFileIsNotCalledLikeItsDataset() {
    Naming naming = new Naming("r0", settings("Run{run}", "Run{run}"), NameRules.NEWEST);

    assertThat(naming.name(RUN, MODIFIED))
        .asInstanceOf(type(Refused.class))
        .extracting(Refused::why)
        .asString()
        .contains("'Run12345'");
  }

  @ParameterizedTest
  @CsvSource({
    "{path},        d,      true",
    "{dir}.{name},  d,      true",
    "a/{name},      d,      true",
    "{name},        a/d,    true",
    "{name},        {path}, true",
    "{name}.{run},  d{run}, false",
    "{stem}-{night}.{source}, d, false",
  })
  void saysBeforehandWhetherATemplateGivesSlashes(String did, String dataset, boolean slashes) {
    NameRules old = NameRules.ofServer("35.9.2");
    Naming naming = new Naming("r0", settings(did, dataset), old);

    assertThat(naming.givesSlashes()).isEqualTo(slashes);
    assertThat(naming.whyNotServer().isPresent()).isEqualTo(slashes);
    naming
        .whyNotServer()
        .ifPresent(why -> assertThat(why).contains("Rucio 35.9.2", "version 38", "'r0'"));
    assertThat(new Naming("r0", settings(did, dataset), NameRules.NEWEST).whyNotServer()).isEmpty();
  }

  @Test
  void aSlashForAServerBefore38IsRefusedAndNotEscaped() {
    Naming naming = new Naming("r0", settings("{path}", "d"), NameRules.ofServer("35.9.2"));

    assertThat(naming.name(RUN, MODIFIED))
        .asInstanceOf(type(Refused.class))
        .extracting(Refused::why)
        .asString()
        .contains("slash", "Rucio 35.9.2");
  }
}
