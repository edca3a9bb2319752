// SPDX-License-Identifier: Apache-2.0
package org.ingestd.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.commons.io.file.PathUtils;
import org.jspecify.annotations.Nullable;

/**
 * A folder of its own for one run, with the things that loads want there.
 *
 * @param rounds how many rounds a load should count
 * @param sources the module's own directory, for programs in other languages
 */
public record Workplace(Path folder, int rounds, Path sources) {

  private static final int MIB = 1 << 20;

  /** A file of random bytes, the same ones for the same size. */
  Path randomFile(String name, long size) throws IOException {
    Path file = folder.resolve(name);
    byte[] block = new byte[MIB];
    Random random = new Random(size);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long left = size; left > 0; left -= block.length) {
        random.nextBytes(block);
        out.write(block, 0, (int) Math.min(left, block.length));
      }
    }
    return file;
  }

  /** Compiles {@code src/main/c/NAME.c}; empty if this machine has no C compiler. */
  Optional<Path> compiled(String name) throws IOException, InterruptedException {
    Path program = folder.resolve(name);
    Path source = sources.resolve("src/main/c/" + name + ".c");
    try {
      run(List.of("cc", "-O3", "-march=native", "-o", program.toString(), source.toString()), null);
    } catch (NoSuchProgram e) {
      return Optional.empty();
    }
    return Optional.of(program);
  }

  /** What the program prints; it must end with 0. */
  public static String run(List<String> command, @Nullable Path input)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    if (input != null) {
      builder.redirectInput(input.toFile());
    }
    Process process = start(builder);
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    int code = process.waitFor();
    if (code != 0) {
      throw new IOException(command + " ended with " + code + ": " + output);
    }
    return output;
  }

  private static Process start(ProcessBuilder builder) throws NoSuchProgram {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new NoSuchProgram(builder.command().get(0), e);
    }
  }

  /** A tree may be of a million files, so it is never listed as a whole. */
  public void delete(Path below) throws IOException {
    PathUtils.deleteDirectory(below);
  }

  /** A program that a comparison wants is not installed. */
  static final class NoSuchProgram extends IOException {
    private static final long serialVersionUID = 1L;

    NoSuchProgram(String name, IOException cause) {
      super("'" + name + "' cannot be started here", cause);
    }
  }
}
