// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.world;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ingestd.harness.crash.CrashingDaemon;
import org.ingestd.harness.crash.Point;

/** One life of the daemon in a JVM of its own. Used by one thread. */
public final class DaemonRun implements AutoCloseable {

  /** Far more than a run needs on a busy machine: whoever takes longer hangs. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final World world;
  private final Process process;

  private DaemonRun(World world, Process process) {
    this.world = world;
    this.process = process;
  }

  /**
   * How a life is to end.
   *
   * @param launcher what stands before {@code java} on the command line
   */
  public record Fate(List<String> launcher, List<String> arguments) {

    /** In order, when all files are done. */
    public static final Fate NATURAL = new Fate(List.of(), List.of());

    /** Dead at the n-th passing of a point. */
    public static Fate at(Point point, int passing) {
      return new Fate(List.of(), List.of(point.toString(), String.valueOf(passing)));
    }

    /** The same under another program, which takes a command line. */
    public Fate under(String program) {
      return new Fate(List.of(program), arguments);
    }
  }

  /** Starts a life of the daemon as it was built. */
  public static DaemonRun start(World world, Fate fate) throws IOException {
    return start(world, fate, List.of());
  }

  /**
   * @param before directories of classes that stand before the daemon's own
   */
  public static DaemonRun start(World world, Fate fate, List<Path> before) throws IOException {
    List<String> classes = new ArrayList<>(before.stream().map(Path::toString).toList());
    classes.add(System.getProperty("java.class.path"));
    List<String> command = new ArrayList<>(fate.launcher());
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx192m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dfile.encoding=UTF-8",
            "-cp",
            String.join(System.getProperty("path.separator"), classes),
            CrashingDaemon.class.getName(),
            world.ground().configuration().toString(),
            world.ground().notes().toString(),
            String.valueOf(world.files())));
    command.addAll(fate.arguments());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(world.ground().log().toFile()))
            .start();
    return new DaemonRun(world, process);
  }

  /**
   * Waits for its end by itself.
   *
   * @return the exit code
   * @throws IllegalStateException if it does not end: what it waits for is in the message
   */
  public int await() throws IOException, InterruptedException {
    if (await(PATIENCE)) {
      return process.exitValue();
    }
    kill();
    throw new IllegalStateException(
        "The daemon does not end within " + PATIENCE + ":\n" + lastWords());
  }

  /**
   * @return whether it ended by itself within that time
   */
  public boolean await(Duration atMost) throws InterruptedException {
    return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** SIGKILL. Under a launcher the daemon is its child, which would go on without its parent. */
  public void kill() throws InterruptedException {
    List<ProcessHandle> below = process.descendants().toList();
    below.forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
    below.forEach(child -> child.onExit().join());
  }

  /** The end of its log. */
  public String lastWords() throws IOException {
    List<String> lines = Files.readAllLines(world.ground().log());
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
