// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ingestd.journal.replay.Replay;
import org.ingestd.routes.steps.Workbench;

/**
 * Writes what became of a request in the inbox beside it: {@code NAME.done.json} or {@code
 * NAME.refused.json}, whole or not at all. That a result is still owed stands in the journal, so a
 * crash costs no answer. Called by one thread for results and one for refusals.
 */
public final class InboxAnswers {

  private static final Duration AFTER_FAULT = Duration.ofSeconds(30);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path inbox;
  private final Workbench bench;
  private Instant next = Instant.MIN;

  public InboxAnswers(Path inbox, Workbench bench) {
    this.inbox = inbox;
    this.bench = bench;
  }

  /** Whether a name in the inbox is that of an answer. */
  public static boolean isAnswer(String name) {
    return name.endsWith(".done.json") || name.endsWith(".refused.json");
  }

  /** Answers the requests whose replays have ended. */
  void answer(List<Replay> replays) {
    for (Replay replay : replays) {
      String file = replay.origin().file();
      boolean owed = !replay.origin().answered() && !replay.state().isOpen();
      if (file != null && owed && !bench.passed().isBefore(next)) {
        answer(replay, RequestFile.nameOf(file));
      }
    }
  }

  private void answer(Replay replay, String name) {
    try {
      write(stem(name) + ".done.json", ReplayView.of(replay));
      bench.outcomes().journal().replays().answered(replay.id());
    } catch (IOException e) {
      next = bench.passed().plus(AFTER_FAULT);
      bench.listener().failed("inbox: answer to " + name, e);
    }
  }

  /**
   * Says why a request is not taken.
   *
   * @param name of its file
   */
  public void refuse(String name, List<String> faults) throws IOException {
    write(stem(name) + ".refused.json", Map.of("file", name, "faults", faults));
  }

  private static String stem(String name) {
    return name.substring(0, name.lastIndexOf('.'));
  }

  private void write(String name, Object answer) throws IOException {
    Path draft = inbox.resolve("." + name + ".new");
    Files.deleteIfExists(draft);
    try (FileChannel out =
        FileChannel.open(draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
      ByteBuffer bytes = ByteBuffer.wrap(line(answer));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(draft, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private static byte[] line(Object answer) throws JsonProcessingException {
    return (MAPPER.writeValueAsString(answer) + "\n").getBytes(UTF_8);
  }
}
