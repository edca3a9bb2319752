// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.ingestd.daemon.Invocation;
import org.ingestd.daemon.SiteWithCatalogue;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.config.Wiring;
import org.ingestd.daemon.http.GeneratedCertificate;
import org.ingestd.daemon.terminal.Terminal;
import org.ingestd.registration.RucioSettings;
import org.ingestd.registration.credential.ClientCertificate;
import org.ingestd.testbed.catalogue.CatalogueSettings;
import org.ingestd.testbed.catalogue.EmbeddedCatalogue;
import org.ingestd.testbed.catalogue.wire.ServerVersion;
import org.junit.jupiter.api.Test;

/** Each check of {@code doctor} that DoctorTest does not make fail. */
final class DoctorFaultsTest extends SiteWithCatalogue {

  private Invocation doctor(String... options) throws Exception {
    Object[] words = new Object[options.length + 3];
    words[0] = "doctor";
    System.arraycopy(options, 0, words, 1, options.length);
    words[options.length + 1] = "--config";
    words[options.length + 2] = site.config();
    return Invocation.of(words);
  }

  private String doctorAt(Instant now) throws Exception {
    StringWriter out = new StringWriter();
    PrintWriter err = new PrintWriter(new StringWriter());
    Terminal terminal = new Terminal(new PrintWriter(out), err, site.config(), false);
    int unused = new DoctorReport(terminal, Clock.fixed(now, ZoneOffset.UTC)).print(true);
    return out.toString();
  }

  @Test
  void aPasswordThatEverybodyMayReadIsToldOf() throws Exception {
    assertThat(doctor("--offline").out()).contains("warn  configuration", "rucio.auth.password");
  }

  @Test
  void aStateDirectoryThatCannotBeMadeIsAFault() throws Exception {
    Files.writeString(site.state(), "a file in its place");

    Invocation call = doctor("--offline");

    assertThat(call.exit()).isEqualTo(77);
    assertThat(call.out()).contains("fail  state", "cannot be written by this user");
  }

  @Test
  void aDamagedJournalIsAFault() throws Exception {
    Files.createDirectories(site.state());
    Files.writeString(site.state().resolve("journal.db"), "no journal".repeat(1000));

    Invocation call = doctor("--offline");

    assertThat(call.exit()).isEqualTo(65);
    assertThat(call.out()).contains("fail  journal");
  }

  private Path signInByProxy() throws Exception {
    Path proxy = secret("proxy", Files.readString(CERTIFICATES.resolve("proxy-voms.pem")));
    site.rucio(catalogue.tlsUrl() + "\n  ca: " + CERTIFICATES.resolve("grid"));
    site.auth("{ method: x509, proxy: " + proxy + " }");
    return proxy;
  }

  @Test
  void aProxyThatEndsSoonAndListsThatAreLateAreToldOf() throws Exception {
    Path unused = signInByProxy();

    assertThat(doctorAt(Instant.parse("2124-12-31T20:00:00Z")))
        .contains("warn  certificate", "ends in 4 h");
    assertThat(doctorAt(Instant.parse("2126-06-01T00:00:00Z")))
        .contains("fail  certificate", "has ended")
        .contains("warn  authorities", "should have been renewed");
  }

  @Test
  void aProxyThatIsNotValidYetOrIsNoneIsAFault() throws Exception {
    Path proxy = signInByProxy();

    assertThat(doctorAt(Instant.parse("2001-01-01T00:00:00Z")))
        .contains("fail  certificate", "is not valid yet");

    Files.writeString(proxy, "nothing of the kind");
    Invocation none = doctor("--offline");

    assertThat(none.exit()).isEqualTo(78);
    assertThat(none.err()).contains("rucio.auth.proxy", proxy.toString());
  }

  /** The configuration was refused before, had it been so then. */
  @Test
  void aProxyThatBreaksMeanwhileIsAFault() throws Exception {
    Path proxy = signInByProxy();
    RucioSettings settings = Wiring.rucio(Configuration.read(site.config()).config());
    StringWriter out = new StringWriter();
    Terminal terminal =
        new Terminal(new PrintWriter(out), new PrintWriter(out), site.config(), false);
    Diagnosis diagnosis = new Diagnosis(terminal);
    Files.writeString(proxy, "nothing of the kind");

    new SignInChecks(diagnosis, Clock.systemUTC()).offline(settings);

    assertThat(out.toString()).contains("fail  certificate", proxy.toString(), "Mend the file.");
    assertThat(diagnosis.end()).isEqualTo(77);
  }

  @Test
  void aSourceThatWeCouldWriteToIsToldOf() throws Exception {
    assertThat(doctor("--offline").out())
        .contains("warn  source camera", "can be written by this user", "cannot do harm");
  }

  @Test
  void namesThatAnOldRucioTakesNotAreAFault() throws Exception {
    try (EmbeddedCatalogue old =
        EmbeddedCatalogue.start(
            site.folder().resolve("old"),
            site.root(),
            CatalogueSettings.DEFAULT.withVersion(ServerVersion.V35))) {
      site.rucio(old.url());

      Invocation call = doctor();

      assertThat(call.exit()).isEqualTo(78);
      assertThat(call.out()).contains("fail  names", "camera: ", "Change 'naming'.");
    }
  }

  @Test
  void authoritiesThatAreNoneAreAFault() throws Exception {
    Path empty = Files.createDirectory(site.folder().resolve("no-authorities"));
    site.rucio(catalogue.tlsUrl() + "\n  ca: " + empty);

    Invocation call = doctor();

    assertThat(call.exit()).as(call.out() + call.err()).isEqualTo(78);
    assertThat(call.out())
        .contains("fail  authorities", empty.toString(), "Correct rucio.ca.")
        .contains("fail  rucio", "Correct rucio.url or ca.");
  }

  @Test
  void aRuleThatMatchesTheSourceItselfIsToldOf() throws Exception {
    site.source("naming: { scope: lst }\nrules: [{ expression: TAPE-A|ONSITE }]\n");

    assertThat(doctor().out()).contains("warn  rule", "matches the source RSE itself", "\\ONSITE");
  }

  @Test
  void aSourceRseThatIsClosedForWritingIsToldOf() throws Exception {
    catalogue.admin().setWritable("ONSITE", false);

    Invocation call = doctor();

    assertThat(call.exit()).isZero();
    assertThat(call.out().lines())
        .anySatisfy(line -> assertThat(line).startsWith("warn").contains("RSE", "ONSITE"));
  }

  @Test
  void aSourceRseWhereRucioDeletesWhatNoRuleHoldsIsToldOf() throws Exception {
    assertThat(doctor().out()).contains("ok    RSE", "Nothing makes Rucio delete on RSE ONSITE");

    catalogue.admin().setAttribute("ONSITE", "tombstone_delay", "3600");
    catalogue.admin().setAttribute("ONSITE", "greedyDeletion", true);

    assertThat(doctor().out())
        .contains("warn  RSE", "tombstone_delay=3600, greedyDeletion=true", "availability_delete");

    catalogue.admin().setDeletable("ONSITE", false);

    assertThat(doctor().out()).contains("Rucio deletes nothing on RSE ONSITE");
  }

  @Test
  void twoSourcesOfOneScopeAreToldOf() throws Exception {
    Path other = Files.createDirectory(site.root().resolve("other"));
    Files.writeString(
        site.config(),
        "  - { name: other, path: %s, naming: { scope: lst } }%n".formatted(other),
        StandardOpenOption.APPEND);

    Invocation call = Invocation.of("doctor", "--config", site.folder().resolve("ingestd.yaml"));

    assertThat(call.out()).contains("shared with camera", "shared with other");
    assertThat(List.of(0, 2)).contains(call.exit());
  }

  @Test
  void aPageCertificateIsToldOfFourteenDaysBeforeItsEnd() throws Exception {
    GeneratedCertificate certificate = GeneratedCertificate.make(site.folder(), "-validity", "90");
    certificate.putIn(site.folder());
    ClientCertificate.Place.Pair place = GeneratedCertificate.place(site.folder());
    site.remote(0, place.certificate(), place.key());
    Instant end = certificate.certificate().getNotAfter().toInstant();

    assertThat(doctorAt(end.minus(Duration.ofDays(20)))).contains("ok    page certificate");
    assertThat(doctorAt(end.minus(Duration.ofDays(13))))
        .contains("warn  page certificate", "ends in 312 h", "Renew ", "page.pem");
    assertThat(doctorAt(end.plusSeconds(1))).contains("fail  page certificate", "has ended");
    assertThat(doctorAt(end.minus(Duration.ofDays(100))))
        .contains("fail  page certificate", "is not valid yet");
    Files.delete(place.key());
    assertThat(doctorAt(end)).contains("warn  page certificate", "page.key is not there");
  }
}
