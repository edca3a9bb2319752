// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.sabotage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Other words in one of the daemon's source files, for a daemon that is wrong on purpose.
 *
 * @param file below the checkout
 * @param words must stand there exactly once; a control whose words are gone has to be written anew
 */
record Edit(String file, String words, String instead) {

  /**
   * Compiles the edited files against the daemon as it was built.
   *
   * @param folder empty; afterwards it holds classes that can stand before the daemon's
   */
  static List<Path> compile(List<Edit> edits, Path folder) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Edit edit : edits) {
      @Nullable String known = texts.get(edit.file);
      String text = known == null ? Files.readString(checkout().resolve(edit.file)) : known;
      assertThat(text.split(java.util.regex.Pattern.quote(edit.words), -1))
          .as("Once in " + edit.file + ": " + edit.words)
          .hasSize(2);
      texts.put(edit.file, text.replace(edit.words, edit.instead));
    }
    Path classes = Files.createDirectories(folder.resolve("classes"));
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-proc:none",
                "-nowarn",
                "-parameters",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString()));
    for (Map.Entry<String, String> text : texts.entrySet()) {
      Path file = folder.resolve(Path.of(text.getKey()).getFileName());
      arguments.add(Files.writeString(file, text.getValue()).toString());
    }
    int exit =
        ToolProvider.getSystemJavaCompiler()
            .run(null, System.out, System.out, arguments.toArray(String[]::new));
    assertThat(exit).as("javac of " + texts.keySet()).isZero();
    return List.of(classes);
  }

  private static Path checkout() {
    Path here = Path.of("").toAbsolutePath();
    for (Path folder = here; folder != null; folder = folder.getParent()) {
      if (Files.isExecutable(folder.resolve("ingestd"))) {
        return folder;
      }
    }
    throw new IllegalStateException("No ./ingestd above " + here + "; a checkout is needed");
  }
}
