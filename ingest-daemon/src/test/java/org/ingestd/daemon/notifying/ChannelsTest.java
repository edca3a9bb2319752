// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.notifying;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.ingestd.daemon.config.model.NotifyConfig;
import org.ingestd.daemon.config.model.NotifyConfig.CommandConfig;
import org.ingestd.daemon.config.model.NotifyConfig.From;
import org.ingestd.daemon.config.model.NotifyConfig.WebhookConfig;
import org.ingestd.daemon.config.model.Secret;
import org.ingestd.journal.Census;
import org.ingestd.routes.contract.SilentListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages arrive at a real server and a real program. */
final class ChannelsTest {

  private static final String KEY = "canary-7777-webhook";

  private record Arrived(String body, String signature) {}

  private final BlockingQueue<Arrived> arrived = new LinkedBlockingQueue<>();
  private volatile int status = 204;
  private HttpServer server;
  @TempDir private Path folder;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/hook",
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          String signature = exchange.getRequestHeaders().getFirst(Webhook.SIGNATURE);
          arrived.add(new Arrived(body, String.valueOf(signature)));
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
  }

  private static String hmac(String body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY.getBytes(UTF_8), "HmacSHA256"));
    return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
  }

  @Test
  void aWebhookGetsTheMessageSignedAndNeverTheSecret() throws Exception {
    new Webhook(url(), Optional.of(new Secret(() -> KEY))).deliver("{\"a\":\"ä\"}");

    Arrived message = arrived.take();
    assertThat(message.body()).isEqualTo("{\"a\":\"ä\"}").doesNotContain(KEY);
    assertThat(message.signature()).isEqualTo(hmac(message.body()));
  }

  @Test
  void whatAWebhookRefusesDidNotArrive() {
    status = 500;

    assertThatThrownBy(() -> new Webhook(url(), Optional.empty()).deliver("{}"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("500");
  }

  @Test
  void aProgramReadsTheMessageAndNoShellReadsItsArguments() throws Exception {
    Path out = folder.resolve("out");
    Path program = program("printf '%s|' \"$@\" > " + out + "; cat >> " + out);

    new Command(List.of(program.toString(), "$(id)", "a b"), Duration.ofSeconds(20))
        .deliver("{\"a\":1}");

    assertThat(out).hasContent("$(id)|a b|{\"a\":1}\n");
  }

  @Test
  void aProgramThatFailsOrDoesNotEndIsToldAndEnded() throws Exception {
    String failing = program("exit 3").toString();
    Path began = folder.resolve("began");
    String hanging = program("echo $$ > " + began + "; exec sleep 600").toString();

    assertThatThrownBy(() -> new Command(List.of(failing), Duration.ofSeconds(20)).deliver("{}"))
        .hasMessageContaining("exit code 3");
    assertThatThrownBy(() -> new Command(List.of(hanging), Duration.ofSeconds(1)).deliver("{}"))
        .hasMessageContaining("did not end within 1 s");
    long pid = Long.parseLong(Files.readString(began).strip());
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  private Path program(String script) throws IOException {
    Path file = Files.createTempFile(folder, "program", ".sh");
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  @Test
  void whatHappensReachesBothChannelsAndNobodyWaitsForThem() throws Exception {
    Path out = folder.resolve("out");
    Path program = program("cat >> " + out);
    NotifyConfig config =
        new NotifyConfig(
            From.WARNING,
            new WebhookConfig(Optional.of(url()), Optional.of(new Secret(() -> KEY))),
            new CommandConfig(List.of(program.toString()), Duration.ofSeconds(20)));
    BlockingQueue<String> results = new LinkedBlockingQueue<>();
    SilentListener told =
        new SilentListener() {
          @Override
          public void notified(String channel, String result) {
            results.add(channel + " " + result);
          }
        };
    Census nothing = new Census(Map.of(), Map.of());
    try (Notifications notifications =
        new Notifications("onsite", config, () -> nothing, Clock.systemUTC(), told)) {
      notifications.listener().sourceOffline("lst1", "not mounted");
      notifications.begin();

      Arrived message = arrived.poll(30, TimeUnit.SECONDS);
      assertThat(message.body()).contains("SOURCE_OFFLINE", "not mounted");
      assertThat(List.of(results.poll(30, TimeUnit.SECONDS), results.poll(30, TimeUnit.SECONDS)))
          .containsExactlyInAnyOrder("webhook sent", "command sent");
      assertThat(out).hasContent(message.body() + "\n");
    }
  }

  @Test
  void aCensusThatCannotBeHadIsToldAndTheLoopGoesOn() throws Exception {
    List<String> failures = new ArrayList<>();
    SilentListener told =
        new SilentListener() {
          @Override
          public void failed(String where, Throwable fault) {
            failures.add(where + ": " + fault.getMessage());
          }
        };
    NotifyConfig nobody =
        new NotifyConfig(
            From.WARNING,
            new WebhookConfig(Optional.empty(), Optional.empty()),
            new CommandConfig(List.of(), Duration.ofSeconds(20)));
    Supplier<Census> broken =
        () -> {
          throw new IllegalStateException("closed");
        };
    try (Notifications notifications =
        new Notifications("onsite", nobody, broken, Clock.systemUTC(), told)) {
      notifications.take("ticks", notifications::tick);
    }

    assertThat(failures).containsExactly("ticks: closed");
  }
}
