// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ingestd.rse.Did;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RegistrationTest {

  @TempDir Path home;
  private Path onsite;
  private EmbeddedCatalogue catalogue;
  private Rest rest;

  @BeforeEach
  void start() throws Exception {
    onsite = Files.createDirectories(home.resolve("onsite"));
    long before = System.nanoTime();
    catalogue = EmbeddedCatalogue.start(home, onsite);
    System.err.println("catalogue started in " + (System.nanoTime() - before) / 1_000_000 + " ms");
    rest = new Rest(catalogue);
    Rest.write(onsite, "a", "the first file");
    Rest.write(onsite, "b", "the second file");
    rest.dataset("night");
  }

  @AfterEach
  void stop() {
    catalogue.close();
  }

  @Test
  void listensOnLoopbackOnly() {
    assertThat(catalogue.url().getHost()).isEqualTo("127.0.0.1");
  }

  @Test
  void attachesNewFilesWithReplicasInOneCall() throws Exception {
    Rest.Answer answer = rest.attach("night", Rest.entry(onsite, "a"), Rest.entry(onsite, "b"));

    assertThat(answer.outcome()).isEqualTo("201");
    List<JsonNode> files = rest.get("/dids/clerk/night/files?long").lines();
    assertThat(files).extracting(line -> line.get("name").asText()).containsExactly("a", "b");
    assertThat(files.get(0).get("bytes").asLong()).isEqualTo(14);
    assertThat(files.get(0).get("adler32").asText())
        .isEqualTo(Rest.adler32(Files.readAllBytes(onsite.resolve("a"))));
    assertThat(catalogue.snapshot().file(new Did("clerk", "a")).replicas())
        .containsExactlyEntriesOf(Map.of("ONSITE", new Snapshot.Replica("AVAILABLE", "/a")));
  }

  @Test
  void refusesTheWholeRequestForOneWrongChecksum() throws Exception {
    rest.attach("night", Rest.entry(onsite, "a"));
    String wrong = Rest.entry("a", 14, "00000001", onsite.resolve("a"));

    Rest.Answer answer = rest.attach("night", Rest.entry(onsite, "b"), wrong);

    assertThat(answer.outcome()).isEqualTo("412 FileConsistencyMismatch");
    assertThat(answer.json().get("ExceptionMessage").asText())
        .startsWith("adler32 mismatch for 'clerk:a': 00000001!=");
    Snapshot after = catalogue.snapshot();
    assertThat(after.files()).containsOnlyKeys(new Did("clerk", "a"));
    assertThat(after.collection(new Did("clerk", "night")).children()).hasSize(1);
  }

  @Test
  void rollsBackWhatEarlierAttachmentsOfTheSameRequestDid() throws Exception {
    String good = Rest.entry(onsite, "a");

    Rest.Answer answer =
        rest.post(
            "/dids/attachments",
            """
            {"attachments":[
              {"scope":"clerk","name":"night","rse":"ONSITE","dids":[%s]},
              {"scope":"clerk","name":"nowhere","rse":"ONSITE","dids":[%s]}],
             "ignore_duplicate":true}"""
                .formatted(good, good));

    assertThat(answer.outcome()).isEqualTo("404 DataIdentifierNotFound");
    assertThat(catalogue.snapshot().files()).isEmpty();
    assertThat(rest.get("/dids/clerk/night/files").lines()).isEmpty();
  }

  @Test
  void takesARepeatButNotWithoutIgnoreDuplicate() throws Exception {
    String entry = Rest.entry(onsite, "a");
    rest.attach("night", entry);

    assertThat(rest.attach("night", entry).outcome()).isEqualTo("201");
    String bare =
        "[{\"scope\":\"clerk\",\"name\":\"night\",\"rse\":\"ONSITE\",\"dids\":[" + entry + "]}]";
    assertThat(rest.post("/dids/attachments", bare).outcome()).isEqualTo("409 FileAlreadyExists");
    assertThat(catalogue.snapshot().collection(new Did("clerk", "night")).children()).hasSize(1);
  }

  @Test
  void answers201ToReplicasSentAgainWithAnotherChecksumAndChangesNothing() throws Exception {
    String body = "{\"rse\":\"ONSITE\",\"files\":[%s]}";
    String first = Rest.entry("x", 5, "00000001", onsite.resolve("x"));
    String second = Rest.entry("x", 6, "00000002", onsite.resolve("y"));

    assertThat(rest.call("ingest", "POST", "/replicas", body.formatted(first)).outcome())
        .isEqualTo("201");
    assertThat(rest.call("ingest", "POST", "/replicas", body.formatted(second)).outcome())
        .isEqualTo("201");
    assertThat(rest.post("/replicas", body.formatted(first)).outcome())
        .isEqualTo("401 AccessDenied");

    Snapshot.File file = catalogue.snapshot().file(new Did("clerk", "x"));
    assertThat(file.bytes()).isEqualTo(5);
    assertThat(file.adler32()).isEqualTo("00000001");
    assertThat(file.replica("ONSITE").path()).isEqualTo("/x");
  }

  @Test
  void comparesChecksumsAsTextSoUpperCaseDiffers() throws Exception {
    rest.attach("night", Rest.entry("u", 1, "0CC737EB", onsite.resolve("u")));

    assertThat(rest.get("/dids/clerk/u").json().get("adler32").asText()).isEqualTo("0CC737EB");
    assertThat(rest.attach("night", Rest.entry("u", 1, "0cc737eb", onsite.resolve("u"))).outcome())
        .isEqualTo("412 FileConsistencyMismatch");
  }

  @Test
  void refusesToAttachToAClosedDatasetEvenWhatIsInItAndLostFiles() throws Exception {
    rest.attach("night", Rest.entry(onsite, "a"), Rest.entry(onsite, "b"));
    rest.dataset("other");
    catalogue.admin().markLost(new Did("clerk", "b"));

    assertThat(rest.attach("other", Rest.entry(onsite, "b")).outcome())
        .isEqualTo("409 UnsupportedOperation");
    assertThat(rest.call("clerk", "PUT", "/dids/clerk/night/status", "{\"open\":false}").outcome())
        .isEqualTo("200");
    assertThat(rest.get("/dids/clerk/night").json().get("length").asInt()).isEqualTo(2);
    assertThat(rest.attach("night", Rest.entry(onsite, "a")).outcome())
        .isEqualTo("409 UnsupportedOperation");
  }

  @Test
  void takesNamesWithSlashesEncodedOrNot() throws Exception {
    rest.post("/dids/clerk/R0%2FRun1", "{\"type\":\"DATASET\"}");
    rest.attach("R0/Run1", Rest.entry("R0/2/x", 14, "00000001", onsite.resolve("R0/2/x")));

    assertThat(rest.get("/dids/clerk/R0%2F2%2Fx").json().get("name").asText()).isEqualTo("R0/2/x");
    assertThat(rest.get("/dids/clerk/R0/Run1/files").lines()).hasSize(1);
    Snapshot.File file = catalogue.snapshot().file(new Did("clerk", "R0/2/x"));
    assertThat(file.replica("ONSITE").path()).isEqualTo("/R0/2/x");
  }

  @Test
  void streamsLongListsWhole() throws Exception {
    List<String> names = IntStream.range(0, 2500).mapToObj(i -> "f" + i).toList();
    for (int from = 0; from < names.size(); from += 500) {
      String[] entries =
          names.subList(from, from + 500).stream()
              .map(name -> Rest.entry(name, 1, "00000001", onsite.resolve(name)))
              .toArray(String[]::new);
      assertThat(rest.attach("night", entries).outcome()).isEqualTo("201");
    }

    assertThat(rest.get("/dids/clerk/night/files?long").lines())
        .extracting(line -> line.get("name").asText())
        .containsExactlyElementsOf(names);
  }

  @Test
  void countsWritingCallsApart() throws Exception {
    rest.get("/dids/clerk/night");
    catalogue.calls().reset();

    rest.get("/dids/clerk/night/files");
    rest.post("/dids/bulkmeta", "{\"dids\":[],\"plugin\":\"DID_COLUMN\"}");
    rest.post("/replicas/list", "{\"dids\":[]}");

    assertThat(catalogue.calls().writing()).isZero();
    JsonNode counts = rest.raw("GET", "/_calls", "").json();
    assertThat(counts.get("writing").asInt()).isZero();
    assertThat(counts.get("reading").asInt()).isEqualTo(3);
    assertThat(counts.at("/operations/list_replicas").asInt()).isEqualTo(1);
    rest.attach("night", Rest.entry(onsite, "a"));
    assertThat(catalogue.calls().writing()).isEqualTo(1);
  }
}
