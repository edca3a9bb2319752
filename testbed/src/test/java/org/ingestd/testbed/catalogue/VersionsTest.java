// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.ingestd.testbed.catalogue.wire.ServerVersion;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The differences between versions that the contract lists, case by case. */
final class VersionsTest {

  private static final String FILE =
      "{\"scope\":\"clerk\",\"name\":\"%s\",\"bytes\":1,\"pfn\":\"file://localhost:0%s/%s\"}";

  @TempDir Path home;

  private EmbeddedCatalogue start(String version) {
    CatalogueSettings settings = CatalogueSettings.DEFAULT.withVersion(new ServerVersion(version));
    return EmbeddedCatalogue.start(home, home.resolve("onsite"), settings);
  }

  private String replicas(Rest rest, String... names) throws Exception {
    String[] files = new String[names.length];
    for (int i = 0; i < names.length; i++) {
      files[i] = FILE.formatted(names[i], home.resolve("onsite"), names[i]);
    }
    String body = "{\"rse\":\"ONSITE\",\"files\":[" + String.join(",", files) + "]}";
    return rest.call("ingest", "POST", "/replicas", body).outcome();
  }

  @ParameterizedTest
  @CsvSource({
    "32.8.6, 401 CannotAuthenticate, 201, 500 RucioException, 500 InvalidObject, 500 InvalidObject",
    "35.9.0, 401 CannotAuthenticate, 201, 500 RucioException, 500 InvalidObject, 201",
    "38.6.0, 400 ValueError, 201, 500 RucioException, 201, 201",
    "41.5.1, 400 ValueError, 500 DatabaseException, 500 DatabaseException, 201, 201"
  })
  void answersAsThatVersionDoes(
      String version, String noToken, String empty, String twice, String slash, String oneLetter)
      throws Exception {
    try (EmbeddedCatalogue catalogue = start(version)) {
      Rest rest = new Rest(catalogue);

      assertThat(rest.raw("GET", "/ping", "").json().get("version").asText()).isEqualTo(version);
      assertThat(rest.raw("GET", "/rses/ONSITE", "").outcome()).isEqualTo(noToken);
      assertThat(replicas(rest)).isEqualTo(empty);
      assertThat(replicas(rest, "twice", "twice")).isEqualTo(twice);
      assertThat(replicas(rest, "with/slash")).isEqualTo(slash);
      assertThat(replicas(rest, "x")).isEqualTo(oneLetter);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "32.8.6, 409 DuplicateContent",
    "35.9.0, 409 DuplicateContent",
    "38.6.0, 201",
    "41.5.1, 201"
  })
  void ignoresDuplicateCollectionsFrom37(String version, String second) throws Exception {
    try (EmbeddedCatalogue catalogue = start(version)) {
      Rest rest = new Rest(catalogue);
      rest.dataset("night");
      rest.post("/dids/clerk/campaign", "{\"type\":\"CONTAINER\"}");
      String body =
          """
          {"ignore_duplicate":true,"attachments":[{"scope":"clerk","name":"campaign",
           "dids":[{"scope":"clerk","name":"night"}]}]}""";

      assertThat(rest.post("/dids/attachments", body).outcome()).isEqualTo("201");
      assertThat(rest.post("/dids/attachments", body).outcome()).isEqualTo(second);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "35.9.2, 500",
    "38.6.4, 404 DataIdentifierNotFound",
    "41.5.1, 404 DataIdentifierNotFound"
  })
  void knowsADatasetThatIsNotThereFrom38(String version, String answer) throws Exception {
    try (EmbeddedCatalogue catalogue = start(version)) {
      Rest rest = new Rest(catalogue);
      rest.post("/dids/clerk/campaign", "{\"type\":\"CONTAINER\"}");
      String body =
          """
          {"ignore_duplicate":true,"attachments":[{"scope":"clerk","name":"campaign",
           "dids":[{"scope":"clerk","name":"nowhere"}]}]}""";

      assertThat(rest.post("/dids/attachments", body).outcome()).isEqualTo(answer);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "32.8.6, 201, 500 DatabaseException, 500 InvalidObject, 200",
    "35.9.0, 201, 500 InvalidObject, 500 InvalidObject, 404 DataIdentifierNotFound",
    "41.5.1, 201, 500 InvalidObject, 500 InvalidObject, 404 DataIdentifierNotFound"
  })
  void refusesLongNamesAndRulesOfUnknownDidsAsThatVersionDoes(
      String version, String fits, String longer, String muchLonger, String unknown)
      throws Exception {
    try (EmbeddedCatalogue catalogue = start(version)) {
      Rest rest = new Rest(catalogue);

      assertThat(replicas(rest, "n".repeat(250))).isEqualTo(fits);
      assertThat(replicas(rest, "n".repeat(251))).isEqualTo(longer);
      assertThat(replicas(rest, "n".repeat(252))).isEqualTo(muchLonger);
      assertThat(rest.get("/dids/clerk/nowhere/rules").outcome()).isEqualTo(unknown);
    }
  }

  @ParameterizedTest
  @CsvSource({"32.8.6, 409 InvalidObject", "38.6.0, 409 InvalidObject", "41.5.1, 400 TypeError"})
  void refusesTextForBooleans(String version, String outcome) throws Exception {
    try (EmbeddedCatalogue catalogue = start(version)) {
      Rest rest = new Rest(catalogue);
      rest.dataset("night");
      String body =
          Rest.ruleBody("night", "QOS=TAPE", 1)
              .replace("{\"dids\"", "{\"locked\":\"banana\",\"dids\"");

      assertThat(rest.post("/rules/", body).outcome()).isEqualTo(outcome);
    }
  }

  @ParameterizedTest
  @CsvSource({"38.6.0, 0", "41.5.1, null"})
  void writesUnsupportedOperationsAsThatVersionDoes(String version, String delete)
      throws Exception {
    try (EmbeddedCatalogue catalogue = start(version)) {
      String shown =
          new Rest(catalogue)
              .get("/rses/ONSITE")
              .json()
              .at("/protocols/0/domains/wan/delete")
              .toString();

      assertThat(shown).isEqualTo(delete);
    }
  }
}
