// SPDX-License-Identifier: Apache-2.0
package org.ingestd.benchmarks.registration;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.registration.catalogue.ReplicaEntry;

/**
 * The yardstick: sends attachments that were written before, several at a time, and looks at
 * nothing but the status. It knows no retry, no circuit and no reading back.
 */
final class BareClient implements AutoCloseable {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int CREATED = 201;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads;
  private final URI url;
  private final String token;

  BareClient(URI url, int connections) throws IOException, InterruptedException {
    this.url = url;
    this.token = signIn();
    this.threads = Executors.newFixedThreadPool(connections);
  }

  private String signIn() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(url.resolve("/auth/userpass"))
            .header("X-Rucio-Account", "ingest")
            .header("X-Rucio-Username", "ingest")
            .header("X-Rucio-Password", "pw")
            .build();
    HttpResponse<Void> answer = http.send(request, BodyHandlers.discarding());
    return answer
        .headers()
        .firstValue("X-Rucio-Auth-Token")
        .orElseThrow(() -> new IOException("No token, but " + answer.statusCode()));
  }

  /** One body for each call. */
  static List<byte[]> bodies(Portion portion, int batch) throws IOException {
    List<byte[]> bodies = new ArrayList<>();
    for (int from = 0; from < portion.files().size(); from += batch) {
      int to = Math.min(from + batch, portion.files().size());
      bodies.add(body(portion, portion.files().subList(from, to)));
    }
    return bodies;
  }

  private static byte[] body(Portion portion, List<ReplicaEntry> files) throws IOException {
    ObjectNode body = MAPPER.createObjectNode();
    ObjectNode attachment = body.putArray("attachments").addObject();
    attachment.put("scope", portion.dataset().scope());
    attachment.put("name", portion.dataset().name());
    attachment.put("rse", Portion.RSE);
    ArrayNode dids = attachment.putArray("dids");
    for (ReplicaEntry file : files) {
      ObjectNode did = dids.addObject();
      did.put("scope", file.did().scope());
      did.put("name", file.did().name());
      did.put("bytes", file.bytes());
      did.put("adler32", file.digests().adler32());
      did.put("md5", file.digests().get(DigestAlgorithm.MD5).orElseThrow());
      did.put("pfn", file.pfn());
    }
    body.put("ignore_duplicate", true);
    return MAPPER.writeValueAsBytes(body);
  }

  /**
   * @throws IOException if one of them was not taken
   */
  void send(List<byte[]> bodies) throws IOException, InterruptedException {
    List<Callable<Integer>> calls = new ArrayList<>();
    for (byte[] body : bodies) {
      calls.add(() -> send(body));
    }
    for (Future<Integer> status : threads.invokeAll(calls)) {
      try {
        if (status.get() != CREATED) {
          throw new IOException("An attachment was answered with " + status.get());
        }
      } catch (ExecutionException e) {
        throw new IOException("An attachment failed: " + e.getCause(), e);
      }
    }
  }

  private int send(byte[] body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(url.resolve("/dids/attachments"))
            .header("X-Rucio-Auth-Token", token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return http.send(request, BodyHandlers.discarding()).statusCode();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
