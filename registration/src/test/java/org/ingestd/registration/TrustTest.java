// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.ingestd.registration.catalogue.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS: only the authorities that were named are trusted, and the host must be the right one. */
class TrustTest {

  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir Path home;

  private HttpsServer server;

  @BeforeEach
  void start() throws Exception {
    keytool(
        "-genkeypair",
        "-alias",
        "own",
        "-keyalg",
        "EC",
        "-dname",
        "CN=localhost",
        "-ext",
        "san=dns:localhost",
        "-validity",
        "10");
    keytool("-exportcert", "-rfc", "-alias", "own", "-file", home.resolve("ca.pem").toString());
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(serverContext()));
    server.createContext(
        "/rucio/ping",
        exchange -> {
          byte[] body = "{\"version\": \"41.5.1\"}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void keytool(String... arguments) throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(
        List.of(
            "-keystore", home.resolve("own.p12").toString(), "-storepass", new String(PASSWORD)));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("keytool.log").toFile())
            .start();
    assertThat(process.waitFor()).isZero();
  }

  private SSLContext serverContext() throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(home.resolve("own.p12"))) {
      keys.load(file, PASSWORD);
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  private RucioClient client(String host, Optional<Path> ca) {
    RucioSettings settings =
        new RucioSettings(
            URI.create("https://" + host + ":" + server.getAddress().getPort() + "/rucio/"),
            "ingest",
            "def",
            ca,
            new RucioSettings.SignIn.UserPass("someone", () -> "pw"),
            RucioSettings.Limits.DEFAULT);
    return new RucioClient(settings, Clock.systemUTC(), CallListener.NONE);
  }

  @Test
  void trustsTheNamedAuthorityFromAFileOrADirectory() throws Exception {
    try (RucioClient client = client("localhost", Optional.of(home.resolve("ca.pem")))) {
      assertThat(client.serverVersion()).isEqualTo("41.5.1");
    }
    Path directory = Files.createDirectory(home.resolve("certificates"));
    Files.copy(home.resolve("ca.pem"), directory.resolve("0a1b2c3d.0"));
    Files.writeString(directory.resolve("0a1b2c3d.signing_policy"), "access_id_CA X509 '/CN=x'");
    Files.writeString(
        directory.resolve("0a1b2c3d.r0"), "-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----");
    try (RucioClient client = client("localhost", Optional.of(directory))) {
      assertThat(client.serverVersion()).isEqualTo("41.5.1");
    }
  }

  @Test
  void trustsNobodyElse() {
    try (RucioClient client = client("localhost", Optional.empty())) {
      Scripted.refusedAs(Refusal.UNAVAILABLE, client::serverVersion);
    }
  }

  @Test
  void insistsOnTheHostName() {
    try (RucioClient client = client("127.0.0.1", Optional.of(home.resolve("ca.pem")))) {
      Scripted.refusedAs(Refusal.UNAVAILABLE, client::serverVersion);
    }
  }

  @Test
  void refusesAPlaceWithoutCertificates() {
    assertThatThrownBy(() -> client("localhost", Optional.of(home.resolve("own.p12"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("own.p12");
    assertThatThrownBy(() -> client("localhost", Optional.of(home.resolve("nowhere"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nowhere");
  }
}
