// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program of these tests in a process of its own, with the classes of this one. */
public final class ChildJvm {

  private ChildJvm() {}

  /**
   * @param before what stands before {@code java} on the command line
   * @param options of the JVM
   * @param words the program's own
   */
  public static List<String> command(
      List<String> before, List<String> options, Class<?> program, String... words) {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(List.of(words));
    return command;
  }
}
