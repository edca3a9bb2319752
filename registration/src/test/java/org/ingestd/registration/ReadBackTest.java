// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.ingestd.registration.ScriptedServer.Asked;
import org.ingestd.registration.ScriptedServer.Reply;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.ReplicaEntry;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.rse.Did;
import org.junit.jupiter.api.Test;

/** What is missing is said to be missing only when the answer is known to be whole. */
class ReadBackTest extends Scripted {

  private static String[] files(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                "{\"scope\": \"lst\", \"name\": \"f%04d\", \"bytes\": 10, \"adler32\": \"00000001\"}"
                    .formatted(i))
        .toArray(String[]::new);
  }

  private static List<Did> dids(int count) {
    return entries(count).stream().map(ReplicaEntry::did).toList();
  }

  private static boolean isStream(Asked call) {
    return call.path().equals("/dids/lst/R0%2FRun1/files?long");
  }

  private static Reply length(int length) {
    return Reply.json("{\"length\": %d, \"bytes\": 800.0}".formatted(length));
  }

  @Test
  void readsTheWholeDatasetInOneCall() throws RucioException {
    server.answers(call -> Reply.lines(files(50)));

    assertThat(client.attached(DATASET, dids(40))).hasSize(40);
    assertThat(server.asked("/dids")).hasSize(1);
  }

  @Test
  void believesThatAFileIsMissingWhenTheStreamIsAsLongAsTheDataset() throws RucioException {
    server.answers(call -> isStream(call) ? Reply.lines(files(30)) : length(30));

    assertThat(client.attached(DATASET, dids(40))).hasSize(30);
  }

  @Test
  void readsAgainWhenTheStreamWasCut() throws RucioException {
    AtomicInteger streams = new AtomicInteger();
    server.answers(
        call ->
            isStream(call)
                ? Reply.lines(files(streams.incrementAndGet() == 1 ? 12 : 40))
                : length(40));

    assertThat(client.attached(DATASET, dids(40))).hasSize(40);
  }

  @Test
  void saysNothingWhenTheStreamIsCutEachTime() {
    server.answers(call -> isStream(call) ? Reply.lines(files(12)) : length(40));

    refusedAs(Refusal.UNAVAILABLE, () -> client.attached(DATASET, dids(40)));
  }

  @Test
  void asksFileByFileWhenFewAreWantedOfALargeDataset() throws RucioException {
    server.answers(
        call ->
            switch (call.path()) {
              case "/dids/lst/R0%2FRun1/files?long" -> Reply.lines(files(5000));
              case "/dids/bulkmeta" ->
                  Reply.lines(
                      "{\"scope\": \"lst\", \"name\": \"f0007\", \"did_type\": \"FILE\","
                          + " \"bytes\": 10, \"adler32\": \"00000001\"}");
              default -> Reply.lines("{\"scope\": \"lst\", \"name\": \"R0/Run1\"}");
            });
    client.attached(DATASET, dids(1000));

    assertThat(client.attached(DATASET, List.of(new Did("lst", "f0007")))).hasSize(1);
    assertThat(server.asked("/dids/lst/f0007/parents")).hasSize(1);
    assertThat(server.asked("/dids/lst/R0%2FRun1/files")).hasSize(1);

    client.attached(DATASET, dids(1000));
    assertThat(server.asked("/dids/lst/R0%2FRun1/files")).hasSize(2);
  }

  @Test
  void asksAgainForReplicasThatACutAnswerDidNotShow() throws RucioException {
    server.answers(
        call -> {
          // Each answer breaks off after ten lines, as if the server had failed there.
          List<String> asked =
              Arrays.stream(files(40))
                  .filter(line -> call.body().contains(line.split("\"")[7]))
                  .limit(10)
                  .toList();
          return Reply.lines(asked.toArray(String[]::new));
        });
    List<Did> wanted = new ArrayList<>(dids(35));
    wanted.add(new Did("lst", "unknown"));

    assertThat(client.replicas(wanted, Optional.empty(), Optional.empty()))
        .containsOnlyKeys(dids(35));
    assertThat(server.asked("/replicas/list?sort=random")).hasSize(5);
  }

  @Test
  void takesPriority0ForUnsupportedUpTo38AndForTheBestFrom39On() throws RucioException {
    String rse =
        """
        {"deterministic": false, "volatile": false, "availability_write": true, "protocols": [
        {"scheme": "davs", "hostname": "h", "port": 443, "prefix": "/d", "impl": "i", "domains":
        {"wan": {"read": 1, "write": 0, "delete": null}}}]}""";
    for (String version : List.of("38.6.4", "39.0.0", "41.5.1")) {
      server.answers(
          call ->
              call.path().equals("/ping")
                  ? Reply.json("{\"version\": \"" + version + "\"}")
                  : Reply.json(rse));

      var wan = client.rse("ONSITE").protocols().get(0).wan();

      assertThat(wan.containsKey("write")).as(version).isEqualTo(!version.startsWith("38"));
      assertThat(wan).containsEntry("read", 1).doesNotContainKey("delete");
    }
  }
}
