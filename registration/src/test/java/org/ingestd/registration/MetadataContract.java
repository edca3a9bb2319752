// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.ReplicaEntry;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.registration.rest.Request;
import org.ingestd.rse.Did;
import org.junit.jupiter.api.Test;

/** Metadata of files: set in bulk, read back, harmless to repeat. */
abstract class MetadataContract extends CollectionContract {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String OF_ALL_KINDS =
      """
      {"run":"00017","night":"20261122","fits_EXPTIME":12.5,"fits_NAXIS1":9007199254740993,\
      "fits_SMALL":1.0E-7,"fits_FLAG":true,"fits_OBJECT":"Müller 3 \\" \\\\ 中 🔭 % ' \\n",\
      "empty":"","nothing":null,"list":[1,"two",{"three":3}],"nested":{"a":{"b":[]}},\
      "date":"2026-11-22T10:08:16Z","rfc":"Sun, 22 Nov 2026 10:08:16 UTC","ü-key":1}""";

  private List<ReplicaEntry> registered(String prefix, int count) throws RucioException {
    List<ReplicaEntry> files = entries(prefix, count);
    clerk.attach(dataset, "ONSITE", files);
    return files;
  }

  /** What Rucio says of a file, asked without our client. */
  private JsonNode known(Did did) throws IOException, InterruptedException {
    HttpClient http = HttpClient.newHttpClient();
    HttpRequest signIn =
        HttpRequest.newBuilder(URI.create(url() + "/auth/userpass"))
            .header("X-Rucio-Username", "clerk")
            .header("X-Rucio-Password", "pw")
            .header("X-Rucio-Account", "clerk")
            .build();
    String token =
        http.send(signIn, BodyHandlers.discarding())
            .headers()
            .firstValue("X-Rucio-Auth-Token")
            .orElseThrow();
    URI meta =
        URI.create(url() + Request.path("dids", did.scope(), did.name(), "meta") + "?plugin=JSON");
    String body =
        http.send(
                HttpRequest.newBuilder(meta).header("X-Rucio-Auth-Token", token).build(),
                BodyHandlers.ofString())
            .body();
    return JSON.readTree(body);
  }

  @Test
  void setsMetadataOfAllKindsAndARepeatChangesNothing() throws Exception {
    Did did = registered("meta", 1).get(0).did();

    assertThat(clerk.setMetadata(Map.of(did, OF_ALL_KINDS))).isEmpty();
    JsonNode once = known(did);
    assertThat(clerk.setMetadata(Map.of(did, OF_ALL_KINDS))).isEmpty();

    assertThat(known(did)).isEqualTo(once);
    assertThat(once.path("fits_OBJECT").textValue()).isEqualTo("Müller 3 \" \\ 中 🔭 % ' \n");
    assertThat(once.path("rfc").textValue()).isEqualTo("Sun, 22 Nov 2026 10:08:16 UTC");
    assertThat(once.path("fits_NAXIS1").asText()).isEqualTo("9007199254740993");
  }

  @Test
  void metadataThatOthersSetStay() throws Exception {
    Did did = registered("meta", 1).get(0).did();

    clerk.setMetadata(Map.of(did, "{\"quality\":\"good\",\"run\":\"1\"}"));
    clerk.setMetadata(Map.of(did, "{\"run\":\"2\"}"));

    assertThat(known(did).path("quality").textValue()).isEqualTo("good");
    assertThat(known(did).path("run").textValue()).isEqualTo("2");
  }

  @Test
  void setsMetadataOfManyFilesInSeveralCalls() throws Exception {
    List<ReplicaEntry> files = registered("many", 700);
    Map<Did, String> metadata = new LinkedHashMap<>();
    files.forEach(file -> metadata.put(file.did(), "{\"n\":\"" + file.did().name() + "\"}"));

    assertThat(clerk.setMetadata(metadata)).isEmpty();

    Did last = files.get(699).did();
    assertThat(known(last).path("n").textValue()).isEqualTo(last.name());
  }

  @Test
  void oneFileThatIsUnknownDoesNotKeepTheOthersMetadataBack() throws Exception {
    List<ReplicaEntry> files = registered("meta", 20);
    Map<Did, String> metadata = new LinkedHashMap<>();
    files.forEach(file -> metadata.put(file.did(), "{\"run\":\"7\"}"));
    Did unknown = did("meta/0007-nowhere");
    metadata.put(unknown, "{\"run\":\"7\"}");

    Map<Did, RucioException> refused = clerk.setMetadata(metadata);

    assertThat(refused).containsOnlyKeys(unknown);
    assertThat(known(refused, unknown).refusal()).isEqualTo(Refusal.DID_UNKNOWN);
    assertThat(known(files.get(19).did()).path("run").textValue()).isEqualTo("7");
  }

  @Test
  void keysThatRucioDoesNotTakeAreRefusedForTheirFileAlone() throws Exception {
    List<ReplicaEntry> files = registered("meta", 3);
    Did dotted = files.get(0).did();
    Did reserved = files.get(1).did();
    Did good = files.get(2).did();

    Map<Did, RucioException> refused =
        clerk.setMetadata(
            Map.of(dotted, "{\"a.b\":1}", reserved, "{\"bytes\":5}", good, "{\"run\":\"7\"}"));

    assertThat(refused).containsOnlyKeys(dotted, reserved);
    assertThat(known(refused, dotted).refusal()).isEqualTo(Refusal.UNSUPPORTED);
    assertThat(known(refused, reserved).refusal()).isEqualTo(Refusal.NOT_PERMITTED);
    assertThat(known(good).path("run").textValue()).isEqualTo("7");
  }

  @Test
  void metadataInAScopeOfOthersAreNotPermitted() throws Exception {
    Did theirs = new Did("ingest", "meta-" + run);
    RucioClient plain = client("plain", "pw");
    Did did = registered("meta", 1).get(0).did();

    Map<Did, RucioException> refused = plain.setMetadata(Map.of(did, "{\"run\":\"7\"}"));

    assertThat(known(refused, did).refusal()).isEqualTo(Refusal.NOT_PERMITTED);
    assertThat(ingest.setMetadata(Map.of(theirs, "{\"run\":\"7\"}"))).containsOnlyKeys(theirs);
  }
}
