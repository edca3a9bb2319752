// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.ingestd.registration.catalogue.Deletion;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.rse.Did;
import org.ingestd.rse.RseDescription.Protocol;
import org.junit.jupiter.api.Test;

/** Who we are, RSEs and datasets. */
abstract class SiteContract extends ContractMaterial {

  @Test
  void tellsItsVersionWithoutSignIn() throws RucioException {
    RucioClient stranger = client("nobody", "wrong");

    assertThat(stranger.serverVersion()).matches("\\d+\\.\\d+\\..*");
  }

  @Test
  void tellsTheTimeOfTheServer() throws RucioException {
    assertThat(client("nobody", "wrong").serverTime())
        .isCloseTo(Instant.now(), within(5, ChronoUnit.SECONDS));
  }

  @Test
  void tellsTheQuotasOfAnAccountAndNoneForOneWithout() throws RucioException {
    assertThat(clerk.quotas())
        .containsKeys("ONSITE", "DISK-A", "TAPE-A")
        .allSatisfy((rse, bytes) -> assertThat(bytes).isPositive());
    assertThat(client("plain", "pw").quotas()).isEmpty();
  }

  @Test
  void tellsWhichAccountIsAnAdmin() throws RucioException {
    assertThat(ingest.isAdmin()).isTrue();
    assertThat(clerk.isAdmin()).isFalse();
  }

  @Test
  void knowsTheAccountOfTheToken() throws RucioException {
    assertThat(clerk.account()).isEqualTo("clerk");
    assertThat(ingest.account()).isEqualTo("ingest");
  }

  @Test
  void listsTheScopesOfAnAccountAndNoneForOneWithout() throws RucioException {
    assertThat(clerk.scopes()).containsExactly("clerk");
    assertThat(ingest.scopes()).contains("lst", "magic").doesNotContain("foreign");
    assertThat(client("plain", "pw").scopes()).isEmpty();
  }

  @Test
  void refusesAWrongPasswordAndSaysSoAgainWithoutAskingAgain() {
    RucioClient wrong = client("clerk", "not-the-password");

    refusedAs(Refusal.SIGN_IN_FAILED, wrong::account)
        .hasMessageContaining("clerk")
        .hasMessageNotContaining("not-the-password");
    refusedAs(Refusal.SIGN_IN_FAILED, wrong::account).hasMessageContaining("next try after");
    assertThat(wrong.available()).isFalse();
  }

  @Test
  void refusesAnUnknownUser() {
    refusedAs(Refusal.SIGN_IN_FAILED, client("nobody", "pw")::account);
  }

  @Test
  void describesAnRseWithItsProtocols() throws RucioException {
    var rse = clerk.rse("ONSITE");

    assertThat(rse.name()).isEqualTo("ONSITE");
    assertThat(rse.deterministic()).isFalse();
    assertThat(rse.writable()).isTrue();
    assertThat(rse.isVolatile()).isFalse();
    assertThat(rse.protocols()).extracting(Protocol::scheme).contains("file");
    Protocol file =
        rse.protocols().stream().filter(p -> p.scheme().equals("file")).findFirst().orElseThrow();
    assertThat(file.hostname()).isEqualTo("localhost");
    assertThat(file.port()).isZero();
    assertThat(Path.of(file.prefix())).isEqualTo(onsite());
    assertThat(file.implementation()).isEqualTo("rucio.rse.protocols.posix.Default");
    assertThat(file.wan()).containsOnlyKeys("read", "write").containsEntry("write", 1);
  }

  @Test
  void tellsDeterministicAndClosedRses() throws RucioException {
    assertThat(clerk.rse("DETERMINISTIC").deterministic()).isTrue();
    assertThat(clerk.rse("READONLY").writable()).isFalse();
    assertThat(clerk.rse("ONSITE-DAVS").protocols())
        .extracting(Protocol::scheme)
        .containsExactlyInAnyOrder("davs", "root");
  }

  @Test
  void tellsThatNothingMakesRucioDeleteOnAnRse() throws RucioException {
    assertThat(clerk.deletion("ONSITE")).isEqualTo(new Deletion(true, List.of()));
  }

  @Test
  void refusesAnUnknownRse() {
    refusedAs(Refusal.RSE_UNKNOWN, () -> clerk.rse("NO-SUCH-RSE"));
    refusedAs(Refusal.RSE_UNKNOWN, () -> clerk.deletion("NO-SUCH-RSE"));
  }

  @Test
  void resolvesExpressions() throws RucioException {
    assertThat(clerk.rses("QOS=TAPE")).containsExactly("TAPE-A");
    assertThat(clerk.rses("QOS=DISK|QOS=TAPE")).containsExactly("DISK-A", "DISK-B", "TAPE-A");
    assertThat(clerk.rses("OFFSITE=true\\QOS=TAPE")).containsExactly("DISK-A", "DISK-B");
    assertThat(clerk.rses("QOS=NOTHING")).isEmpty();
    assertThat(clerk.rses("((")).isEmpty();
  }

  @Test
  void makesADatasetOnce() throws RucioException {
    Did fresh = new Did("clerk", "once-" + run);

    assertThat(clerk.ensureDataset(fresh)).isTrue();
    assertThat(clerk.ensureDataset(fresh)).isFalse();
  }

  @Test
  void makesDatasetsWhoseNamesEndInAWordOfARoute() throws RucioException {
    for (String word : List.of("dids", "meta", "rules", "files", "status", "parents")) {
      Did odd = new Did("clerk", name("odd-" + run + "/" + word));

      assertThat(clerk.ensureDataset(odd)).as(word).isTrue();
      assertThat(clerk.ensureDataset(odd)).as(word).isFalse();
      assertThat(clerk.attach(odd, "ONSITE", List.of(entry(word)))).hasSize(1);
      assertThat(clerk.attached(odd, List.of(did(word), did("other")))).containsOnlyKeys(did(word));
      assertThat(clerk.rules(odd)).isEmpty();
    }
  }

  @Test
  void makesDatasetsWithDoubledAndLeadingSlashesOrRefusesThemBefore38() throws RucioException {
    Did odd = new Did("clerk", "/a-" + run + "//b");
    if (!slashes) {
      refusedAs(Refusal.NAME_REFUSED, () -> clerk.ensureDataset(odd));
      return;
    }

    assertThat(clerk.ensureDataset(odd)).isTrue();
    clerk.attach(odd, "ONSITE", List.of(entry("x//y")));

    assertThat(clerk.attached(odd, List.of(did("x//y")))).containsOnlyKeys(did("x//y"));
  }

  @Test
  void refusesADatasetThatIsAFileOrContainer() throws RucioException {
    clerk.attach(dataset, "ONSITE", List.of(entry("file")));

    refusedAs(Refusal.CONFLICT, () -> clerk.ensureDataset(did("file")))
        .hasMessageContaining("FILE");
  }

  @Test
  void refusesADatasetInAForeignScopeWithoutAdmin() throws RucioException {
    Did foreign = new Did("foreign", "ds-" + run);

    refusedAs(Refusal.NOT_PERMITTED, () -> clerk.ensureDataset(foreign));
    refusedAs(Refusal.SCOPE_UNKNOWN, () -> ingest.ensureDataset(new Did("nosuchscope", "ds")));
    assertThat(ingest.ensureDataset(foreign)).isTrue();
  }

  @Test
  void refusesADatasetNameWithASpace() {
    refusedAs(Refusal.NAME_REFUSED, () -> clerk.ensureDataset(new Did("clerk", "a b" + run)));
  }
}
