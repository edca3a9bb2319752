// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ingestd.journal.replay.ReplayRequest;
import org.ingestd.journal.replay.ReplayTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestFormTest {

  @TempDir Path inbox;

  private ReplayRequest read(String name, String content) throws IOException, RequestRefused {
    return new RequestFile(Files.writeString(inbox.resolve(name), content))
        .read(List.of("lst1", "magic"));
  }

  private List<String> faults(String name, String content) throws IOException {
    try {
      ReplayRequest taken = read(name, content);
      throw new AssertionError("was taken: " + taken);
    } catch (RequestRefused e) {
      return e.faults();
    }
  }

  @Test
  void jsonAndYamlSayTheSame() throws Exception {
    ReplayRequest json =
        read(
            "a.json",
            """
            {"source": "lst1", "from": "2026-01-21", "to": "2026-01-22T12:00:00+01:00",
             "pattern": "**/*.fits.fz", "rate": 50}
            """);
    ReplayRequest yaml =
        read(
            "a.yaml",
            """
            source: lst1
            from: 2026-01-21
            to: "2026-01-22T11:00:00Z"
            pattern: "**/*.fits.fz"
            rate: 50
            """);

    assertThat(json)
        .isEqualTo(
            new ReplayRequest(
                "lst1",
                ReplayTime.parse("2026-01-21"),
                ReplayTime.parse("2026-01-22T11:00:00Z"),
                "**/*.fits.fz",
                50));
    assertThat(yaml).isEqualTo(json);
    assertThat(read("b.yml", "source: magic"))
        .isEqualTo(new ReplayRequest("magic", null, null, null, 0));
  }

  @Test
  void everyFaultIsNamedAtOnce() throws IOException {
    assertThat(
            faults(
                "a.json",
                """
                {"sourc": "lst1", "from": "yesterday", "to": 5, "pattern": "[a", "rate": 0.5}
                """))
        .satisfiesExactly(
            fault -> assertThat(fault).contains("'sourc'", "source, from, to, pattern and rate"),
            fault -> assertThat(fault).contains("source is missing", "lst1, magic"),
            fault -> assertThat(fault).contains("from", "'yesterday'", "2026-11-01T12:00:00Z"),
            fault -> assertThat(fault).contains("to is 5", "text"),
            fault -> assertThat(fault).contains("pattern", "'[a'"),
            fault -> assertThat(fault).contains("rate is 0.5", "1 to 1000000"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"source\": \"nobody\"} | 'nobody'",
        "{\"source\": \"lst1\", \"rate\": -1} | rate is -1",
        "{\"source\": \"lst1\", \"rate\": \"5\"} | rate is \"5\"",
        "[] | a map of source",
        "7 | a map of source",
        "{\"source\": \"lst1\", \"source\": \"magic\"} | twice",
        "{\"source\": \"lst1\"} {} | not JSON",
        "{\"source\": | not JSON",
        "{\"source\": \"lst1\", \"from\": \"2026-01-22\", \"to\": \"2026-01-21\"} | nothing between"
      })
  void whatIsNoRequestIsRefused(String content, String why) throws IOException {
    assertThat(faults("a.json", content)).singleElement().asString().contains(why);
  }

  @Test
  void anEmptyFileIsRefused() throws IOException {
    assertThat(faults("a.json", "")).singleElement().asString().contains("a map of source");
    assertThat(faults("a.yaml", "")).singleElement().asString().contains("a map of source");
  }

  @Test
  void bombsAreRefusedAndNotRepeated() throws IOException {
    String deep = "[".repeat(8_000);
    String long1 = "{\"source\": \"" + "x".repeat(20_000) + "\"}";
    String laughs =
        """
        a: &a [lol,lol,lol,lol,lol,lol,lol]
        b: &b [*a,*a,*a,*a,*a]
        c: &c [*b,*b,*b,*b]
        source: *c
        """;

    assertThat(faults("deep.json", deep)).singleElement().asString().contains("not JSON");
    assertThat(faults("deep.yaml", deep)).singleElement().asString().contains("not YAML");
    assertThat(faults("long.json", long1)).singleElement().asString().contains("16384 bytes");
    assertThat(faults("laughs.yaml", laughs))
        .allSatisfy(fault -> assertThat(fault).hasSizeLessThan(300));
  }

  @Test
  void aLinkIsNoRequest() throws IOException {
    Path secret = Files.writeString(inbox.resolve("secret"), "source: lst1");
    Path link = Files.createSymbolicLink(inbox.resolve("a.yaml"), secret);

    assertThatThrownBy(() -> new RequestFile(link).identity())
        .isInstanceOf(RequestRefused.class)
        .hasMessageContaining("no regular file");
    assertThatThrownBy(() -> new RequestFile(link).read(List.of("lst1")))
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.json", "Night-2026_01.21.yaml", "x.yml"})
  void plainNamesAreRequests(String name) {
    assertThat(RequestFile.isRequest(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a.done.json", "a.refused.json", ".a.json", "a.txt", "a b.json", "é.json", "json"})
  void answersAndOddNamesAreNone(String name) {
    assertThat(RequestFile.isRequest(name)).isFalse();
  }
}
