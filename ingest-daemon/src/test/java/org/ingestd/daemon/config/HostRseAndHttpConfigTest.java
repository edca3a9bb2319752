// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.ingestd.daemon.config.model.ByteSize;
import org.ingestd.daemon.config.model.Config;
import org.ingestd.daemon.config.model.Config.LimitsConfig;
import org.ingestd.daemon.config.model.ListenAddress;
import org.ingestd.routes.contract.IngestSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HostRseAndHttpConfigTest {

  @TempDir private Path folder;
  private Written written;

  @BeforeEach
  void begin() {
    written = new Written(folder);
  }

  @Test
  void hasDefaultsForAllButNameAndRootOfTheRse() throws Exception {
    Config config = written.config();

    assertThat(Wiring.instance(config)).isNotBlank();
    assertThat(config.host().state()).isEqualTo(Path.of("/var/lib/ingestd"));
    assertThat(config.rse().scheme()).isEmpty();
    assertThat(config.limits())
        .isEqualTo(new LimitsConfig(Optional.empty(), 2, 0.5, new ByteSize(1L << 30)));
    assertThat(config.http().listen()).isEqualTo(new ListenAddress("127.0.0.1", 8790));
  }

  @Test
  void becomesTheSettingsOfTheRoutes() throws Exception {
    written
        .environment(Map.of("THREADS", "6"))
        .rse("rse: { name: LST1-ONSITE, root: /data/, scheme: davs }\n")
        .rest(
            """
            instance: lst1
            state: /srv/ingestd
            inbox: /srv/requests
            limits: { read: 500MB/s, digest-threads: "${THREADS}", backlog-share: 0.25 }
            http: { listen: "[::1]:0" }
            """);

    IngestSettings settings = Wiring.ingest(written.config());

    assertThat(settings.instance()).isEqualTo("lst1");
    assertThat(settings.state()).isEqualTo(Path.of("/srv/ingestd"));
    assertThat(settings.inbox()).isEqualTo(Path.of("/srv/requests"));
    assertThat(settings.place().rse()).isEqualTo("LST1-ONSITE");
    assertThat(settings.place().root()).isEqualTo(Path.of("/data"));
    assertThat(settings.place().scheme()).contains("davs");
    assertThat(settings.limits()).isEqualTo(new IngestSettings.Limits(500_000_000, 6, 0.25));
    assertThat(written.config().http().listen()).isEqualTo(new ListenAddress("[::1]", 0));
  }

  @Test
  void theInboxIsInTheOwnDirectoryUnlessItIsToldAndInNoSource() throws Exception {
    assertThat(Wiring.ingest(written.config()).inbox())
        .isEqualTo(Path.of("/var/lib/ingestd/inbox"));

    written.rest("inbox: /data/raw/inbox\n");

    assertThat(written.faults())
        .containsExactly(
            "10: sources[0].path: /data/raw: holds the inbox /data/raw/inbox; answers are written"
                + " there, move 'inbox'");
  }

  @Test
  void namesEveryFaultAtOnce() {
    written
        .rse("rse: { name: onsite, root: data, schema: davs }\n")
        .rest(
            """
            instance: ""
            state: /data/raw/.ingestd
            limits: { read: 500MB, digest-threads: 0, backlog-share: 1.5, large-from: 1 GB/s }
            http: { listen: 0.0.0.0:8790, tls: yes }
            """);

    assertThat(written.faults())
        .containsExactly(
            "5: rse.schema: unknown key; did you mean scheme?",
            "5: rse.name: onsite: must be capital letters and digits, with - or _ in between",
            "5: rse.root: data: must be an absolute path; it begins with /",
            "8: sources[0].path: /data/raw: holds the daemon's own directory /data/raw/.ingestd;"
                + " move 'state' elsewhere",
            "9: instance: must be text, not empty",
            "11: limits.read: 500MB: must be a rate such as 500MB/s; a rate ends in /s",
            "11: limits.digest-threads: 0: must be a whole number from 1 to 64",
            "11: limits.backlog-share: 1.5: must be a number from 0 to 1",
            "11: limits.large-from: 1 GB/s: must be a size such as 500MB or 2GiB; units are TiB,"
                + " TB, GiB, GB, MiB, MB, KiB, kB, B",
            "12: http.tls: unknown key; known here: listen, remote, rucio-web",
            "12: http.listen: 0.0.0.0:8790: is for this machine alone; other machines are served by"
                + " http.remote");
  }

  @Test
  void namesTheVariableThatIsNotSet() {
    written.rest("instance: \"${NOBODY_SET_THIS}\"\n");

    assertThat(written.faults())
        .containsExactly(
            "11: instance: ${NOBODY_SET_THIS}: must be text; the environment variable"
                + " NOBODY_SET_THIS is not set");
  }

  @Test
  void linksToRuciosWebAreHttpsAndHaveTheirPlaces() {
    written.rest(
        """
        http:
          rucio-web:
            did: "javascript:alert(1)//{scope}{name}"
            rule: "https://ui.example.org/rule"
        """);

    assertThat(written.faults())
        .containsExactly(
            "13: http.rucio-web.did: javascript:alert(1)//{scope}{name}: must be an https address"
                + " with {scope} and {name} in it",
            "14: http.rucio-web.rule: https://ui.example.org/rule: must be an https address with"
                + " {id} in it");
  }

  @Test
  void linksToRuciosWebOfAnyVersionAreTaken() throws Exception {
    written.rest(
        """
        http:
          rucio-web:
            did: https://ui.example.org:8443/did/page/{scope}/{name}
            rule: "https://ui.example.org/ui/rule?rule_id={id}&x=1"
        """);

    assertThat(written.config().http().rucioWeb().did())
        .hasValue("https://ui.example.org:8443/did/page/{scope}/{name}");
  }

  @Test
  void otherMachinesAreServedOverTlsToOperatorsWhoCanBeToldFromOthers() {
    written.rest(
        """
        http:
          remote:
            listen: 0.0.0.0:8443
            issuer: https://iam.example.org/
        """);

    assertThat(written.faults())
        .containsExactlyInAnyOrder(
            "12: http.remote.certificate: missing; other machines are served over TLS only",
            "12: http.remote.key: missing; other machines are served over TLS only",
            "14: http.remote.issuer: https://iam.example.org/: needs 'group' or 'scope' beside it,"
                + " or everybody whom the issuer knows could act");
  }

  @Test
  void withoutAnAddressNothingElseOfRemoteIsOfUse() {
    written.rest("http: { remote: { group: /lst/operators, key: /etc/key.pem } }\n");

    assertThat(written.faults())
        .containsExactly(
            "11: http.remote.key: /etc/key.pem: is of no use without 'listen'; take it out or set"
                + " that");
  }
}
