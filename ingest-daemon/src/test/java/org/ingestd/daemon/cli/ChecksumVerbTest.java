// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ingestd.daemon.Invocation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChecksumVerbTest {

  /** RFC 1950's own example, and RFC 1321's for md5. */
  private static final String ADLER32 = "024d0127";

  private static final String MD5 = "900150983cd24fb0d6963f7d28e17f72";

  @TempDir private Path folder;
  private Path abc;

  @BeforeEach
  void write() throws Exception {
    abc = Files.writeString(folder.resolve("abc"), "abc");
  }

  @Test
  void printsAdler32SizeAndPath() {
    assertThat(Invocation.of("checksum", abc))
        .isEqualTo(new Invocation(0, ADLER32 + "  3  " + abc + "\n", ""));
  }

  @Test
  void printsJsonOneObjectALine() throws Exception {
    Path empty = Files.createFile(folder.resolve("empty"));

    Invocation call = Invocation.of("checksum", "--digests", "md5", "--json", abc, empty);

    String[] lines = call.out().split("\n");
    JsonNode first = new ObjectMapper().readTree(lines[0]);
    assertThat(first.get("path").asText()).isEqualTo(abc.toString());
    assertThat(first.get("size").asLong()).isEqualTo(3);
    assertThat(first.get("adler32").asText()).isEqualTo(ADLER32);
    assertThat(first.get("md5").asText()).isEqualTo(MD5);
    assertThat(new ObjectMapper().readTree(lines[1]).get("adler32").asText()).isEqualTo("00000001");
  }

  @Test
  void comparesWithAManifest() throws Exception {
    Path manifest = folder.resolve("MD5SUMS");
    Files.writeString(manifest, MD5 + "  abc\n" + MD5 + "  missing\n");

    Invocation one = Invocation.of("checksum", "--compare", manifest, abc);
    Invocation all = Invocation.of("checksum", "--compare", manifest, "--json");

    assertThat(one.exit()).isZero();
    assertThat(one.out()).isEqualTo(abc + ": same\n");
    assertThat(all.exit()).isEqualTo(2);
    Files.writeString(abc, "abd");
    Invocation changed = Invocation.of("checksum", "--compare", manifest, abc, "--json");
    assertThat(changed.exit()).isEqualTo(2);
    assertThat(new ObjectMapper().readTree(changed.out()).get("verdict").asText())
        .isEqualTo("differs");
  }

  @Test
  void goesOnAfterAFileThatCannotBeRead() {
    Invocation some = Invocation.of("checksum", folder.resolve("no"), abc);
    Invocation none = Invocation.of("checksum", folder.resolve("no"));

    assertThat(some.exit()).isEqualTo(2);
    assertThat(some.out()).startsWith(ADLER32);
    assertThat(some.err()).contains("no such file");
    assertThat(none.exit()).isEqualTo(65);
    assertThat(Invocation.of("checksum", folder).err()).contains("no regular file");
  }

  @Test
  void refusesDigestsItDoesNotKnow() {
    Invocation call = Invocation.of("checksum", "--digests", "md4", abc);

    assertThat(call.exit()).isEqualTo(64);
    assertThat(call.err()).contains("md4", "adler32, md5, sha256, crc32c");
  }
}
