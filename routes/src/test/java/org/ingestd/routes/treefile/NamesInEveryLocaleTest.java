// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.treefile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ingestd.routes.ChildJvm;
import org.ingestd.rse.RawPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names are bytes: a service started without a locale finds, reads and names the same files. */
class NamesInEveryLocaleTest {

  @TempDir Path home;
  private Path data = Path.of("");

  @BeforeEach
  void write() throws IOException {
    data = Files.createDirectories(home.resolve("data"));
    List<RawPath> odd =
        List.of(
            RawPath.of("plain.fits"),
            RawPath.of("été/日本.fits"),
            RawPath.of("e\u0301te\u0301.fits"),
            RawPath.of(" leading and trailing "),
            RawPath.of("-rf"),
            RawPath.of("a\nb\tc\"d'e%2e;$(x).fits"),
            RawPath.of(new byte[] {'x', (byte) 0xff, (byte) 0xfe, '.', 'f'}),
            RawPath.of(new byte[] {(byte) 0xc3, '/', (byte) 0xa9, 'z'}));
    for (RawPath path : odd) {
      Path file = path.under(data);
      Files.createDirectories(file.getParent());
      Files.write(file, path.bytes());
    }
  }

  private String scanned(String locale) throws Exception {
    Process process =
        processOf(locale, data.toString(), home.resolve("state-" + locale).toString()).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).isZero();
    return output;
  }

  private static ProcessBuilder processOf(String locale, String... arguments) {
    ProcessBuilder builder =
        new ProcessBuilder(
            ChildJvm.command(
                List.of(), List.of("-Dstdout.encoding=UTF-8"), ScanOfNames.class, arguments));
    builder.environment().remove("LANG");
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().put("LC_ALL", locale);
    return builder.redirectError(ProcessBuilder.Redirect.INHERIT);
  }

  @Test
  void withoutALocaleTheSameFilesAreFoundReadAndNamed() throws Exception {
    String utf8 = scanned("C.UTF-8");

    assertThat(utf8.lines()).hasSize(8).allMatch(line -> line.contains(" DIGESTED "));
    assertThat(scanned("C")).isEqualTo(utf8);
  }
}
