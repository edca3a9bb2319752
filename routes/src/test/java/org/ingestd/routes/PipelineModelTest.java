// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.shrinking.Shrinking;
import org.ingestd.journal.shrinking.Shrinking.Counterexample;
import org.ingestd.rse.Did;
import org.ingestd.testbed.catalogue.http.Fault;
import org.ingestd.testbed.catalogue.http.Fault.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random operations on a disk, a clock, a catalogue that fails and a daemon that dies, against a
 * simple model. A sequence that breaks a promise is made as short as it can be and printed with its
 * seed ({@code -Dseed=…} repeats it).
 */
final class PipelineModelTest {

  private static final List<String> NAMES = List.of("a.fits", "b.fits", "c.fits", "d.fits");
  private static final List<String> CALLS =
      List.of(
          "attach",
          "bulk_meta",
          "add_did",
          "files",
          "add_rule",
          "rule",
          "locks",
          "list_replicas",
          "*");
  private static final int LENGTH = 60;
  private static final int MOST_TRIES = 60;

  @TempDir Path home;
  private int homes;
  private long moves;

  /** One thing that happens; must make sense whatever was left out before it. */
  private record Happening(String says, Action action) {
    @Override
    public String toString() {
      return says;
    }
  }

  private interface Action {
    void on(ModelRun run) throws Exception;
  }

  @Test
  void noSequenceBreaksAPromise() throws Exception {
    runs(12);
  }

  @Test
  @Tag("slow")
  void noneOfManySequencesBreaksAPromise() throws Exception {
    runs(400);
  }

  /** Negative controls: what is asked after each operation notices when a promise is broken. */
  @Test
  void theQuestionsFindALie() throws Exception {
    Did did = new Did("lst", "a.fits");
    Map<String, Action> lies =
        Map.of(
            "the source was changed",
            run -> Files.writeString(run.steps.here.data.resolve("a.fits"), "other"),
            "something was left in the source",
            run -> Files.writeString(run.steps.here.data.resolve("left.tmp"), ""),
            "the catalogue has a checksum that no content had",
            run -> run.steps.here.catalogue.admin().putFile(did, 4, "00000001"),
            "the catalogue has a file that never was",
            run -> run.steps.here.catalogue.admin().putFile(new Did("lst", "x"), 4, "00000001"));
    List<Happening> honest = registered("a.fits");
    assertThat(broken(honest)).isNull();

    for (Map.Entry<String, Action> lie : lies.entrySet()) {
      List<Happening> happenings = new ArrayList<>(honest);
      happenings.add(new Happening(lie.getKey(), lie.getValue()));
      assertThat(broken(happenings)).as(lie.getKey()).isInstanceOf(AssertionError.class);
    }
  }

  @Test
  void littleIsLeftOfASequenceWithALie() throws Exception {
    List<Happening> happenings = new ArrayList<>(registered("a.fits"));
    happenings.add(
        3,
        new Happening(
            "leave something",
            run -> Files.writeString(run.steps.here.data.resolve("left.tmp"), "")));
    happenings.addAll(registered("b.fits"));

    Counterexample<Happening> found =
        new Shrinking<>(MOST_TRIES, this::broken).counterexample(happenings).orElseThrow();

    assertThat(found.sequence()).hasToString("[leave something]");
  }

  private static List<Happening> registered(String name) {
    List<Happening> happenings = new ArrayList<>();
    happenings.add(new Happening("write", run -> run.write(name, "aaaa")));
    happenings.add(new Happening("scan", ModelRun::scan));
    for (FileState state : List.of(FileState.SIGHTED, FileState.SETTLED, FileState.DIGESTED)) {
      happenings.add(new Happening("take " + state, run -> run.take(state)));
    }
    return happenings;
  }

  private void runs(int count) throws Exception {
    Long given = Long.getLong("seed");
    long seed = given == null ? System.nanoTime() : given;
    System.out.println("seed " + seed);
    for (int i = 0; i < (given == null ? count : 1); i++) {
      new Shrinking<>(MOST_TRIES, this::broken).verify(seed + i, sequence(new Random(seed + i)));
    }
    System.out.println(
        count + " sequences of " + LENGTH + ", " + moves + " changes of state, from seed " + seed);
  }

  private @Nullable Throwable broken(List<Happening> happenings) throws Exception {
    try (ModelRun run = new ModelRun(home.resolve("run" + homes++))) {
      for (Happening happening : happenings) {
        happening.action().on(run);
        run.verify();
      }
      run.settleDown();
      moves += run.steps.here.listener.moves.size();
      return null;
    } catch (Exception | AssertionError e) {
      return e;
    }
  }

  private static List<Happening> sequence(Random random) {
    List<Happening> happenings = new ArrayList<>();
    for (int i = 0; i < LENGTH; i++) {
      happenings.add(random.nextInt(100) < 45 ? work(random) : trouble(random));
    }
    return happenings;
  }

  /** What the daemon does, more or less in order. */
  private static Happening work(Random random) {
    if (random.nextInt(4) == 0) {
      return new Happening("scan", ModelRun::scan);
    }
    FileState[] states = FileState.values();
    FileState state = states[random.nextInt(5)];
    return new Happening("take " + state, run -> run.take(state));
  }

  private static Happening trouble(Random random) {
    String name = NAMES.get(random.nextInt(NAMES.size()));
    String content = "content " + random.nextInt(1000) + " ".repeat(random.nextInt(5));
    String other = NAMES.get(random.nextInt(NAMES.size()));
    return switch (random.nextInt(13)) {
      case 0, 1, 2 -> new Happening("write " + name, run -> run.write(name, content));
      case 3 -> new Happening("append to " + name, run -> run.append(name, "more"));
      case 4 -> new Happening("rewrite " + name, run -> run.rewriteInSecret(name));
      case 5 -> new Happening("replace " + name, run -> run.replace(name, content));
      case 6 -> new Happening("delete " + name, run -> run.delete(name));
      case 12 -> new Happening("rename " + name + " to " + other, run -> run.rename(name, other));
      case 7 -> new Happening("crash", ModelRun::crash);
      case 8 -> new Happening("copy", run -> run.steps.here.catalogue.quiesce());
      case 9, 10 -> {
        int minutes = 1 + random.nextInt(30);
        yield new Happening(
            "wait " + minutes + " min", run -> run.tick(Duration.ofMinutes(minutes)));
      }
      default -> fault(random);
    };
  }

  private static Happening fault(Random random) {
    String call = CALLS.get(random.nextInt(CALLS.size()));
    Kind kind =
        List.of(Kind.LOST_ANSWER, Kind.RESET, Kind.TRUNCATED, Kind.HTML, Kind.SHORTENED)
            .get(random.nextInt(5));
    int times = 1 + random.nextInt(4);
    Fault fault = kind == Kind.HTML ? Fault.html(call, 502) : Fault.of(kind, call);
    return new Happening(
        "fault " + kind + " of " + call + " × " + times,
        run -> run.steps.here.catalogue.faults().add(fault.times(times)));
  }
}
