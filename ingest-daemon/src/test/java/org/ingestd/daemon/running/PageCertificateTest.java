// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import org.ingestd.daemon.SiteWithCatalogue;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.http.GeneratedCertificate;
import org.ingestd.daemon.http.Visitor;
import org.ingestd.registration.credential.ClientCertificate;
import org.ingestd.routes.contract.SilentListener;
import org.junit.jupiter.api.Test;

/** A whole daemon whose page's certificate is renewed. */
final class PageCertificateTest extends SiteWithCatalogue {

  static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String get(URI uri) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
        .body();
  }

  @Test
  void isReadAgainWhenTheDaemonIsToldToAndSaysUntilWhenItIsGood() throws Exception {
    GeneratedCertificate first = GeneratedCertificate.make(site.folder());
    GeneratedCertificate second = GeneratedCertificate.make(site.folder(), "-validity", "300");
    first.putIn(site.folder());
    int port = freePort();
    ClientCertificate.Place.Pair place = GeneratedCertificate.place(site.folder());
    site.remote(port, place.certificate(), place.key());
    try (Daemon daemon =
        Daemon.start(Configuration.read(site.config()), Clock.systemUTC(), new SilentListener())) {
      assertThat(get(daemon.page().resolve("/metrics"))).contains(expiry(first));

      GeneratedCertificate.replace(place.key(), "nothing");
      daemon.reread();

      assertThat(get(daemon.page().resolve("/health/ready")))
          .contains("\"ready\":true", "page certificate: ", "from before is still shown");
      assertThat(get(daemon.page().resolve("/metrics")))
          .contains("ingestd_degraded{what=\"page certificate\"} 1.0");
      assertThat(get(daemon.page().resolve("/api/status"))).doesNotContain("page certificate");

      second.putIn(site.folder());
      daemon.reread();

      try (Visitor visitor = Visitor.to(port, second)) {
        assertThat(visitor.ask()).startsWith("HTTP/1.1 200");
      }
      assertThat(get(daemon.page().resolve("/metrics")))
          .contains(expiry(second))
          .contains("ingestd_degraded{what=\"page certificate\"} 0.0");
    }
  }

  private static String expiry(GeneratedCertificate of) {
    Instant end = of.certificate().getNotAfter().toInstant();
    return "ingestd_page_certificate_expiry_timestamp_seconds " + (double) end.getEpochSecond();
  }
}
