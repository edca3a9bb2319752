// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ingestd.routes.Given;
import org.ingestd.routes.contract.SourceSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountsTest {

  @TempDir Path home;
  private Path state;
  private SourceSettings source;

  @BeforeEach
  void prepare() throws IOException {
    state = home.resolve("state");
    source = Given.at(Files.createDirectories(home.resolve("data"))).source();
  }

  private Mounts mounts(long files) {
    return new Mounts(state, name -> files);
  }

  @Test
  void anEmptyDirectoryIsBelievedOnlyIfHardlyAnythingWasThere() throws IOException {
    assertThat(mounts(0).whyOffline(source)).as("a first start").isEmpty();
    assertThat(mounts(1).whyOffline(source)).as("one file was removed").isEmpty();
    assertThat(mounts(2).whyOffline(source)).get().asString().contains("is empty, and 2 files");
    Files.createFile(source.path().resolve(".anything"));
    assertThat(mounts(2).whyOffline(source)).isEmpty();
  }

  @Test
  void aDirectoryThatIsThereAsItWasIsBelieved() {
    assertThat(mounts(0).whyOffline(source)).isEmpty();
    assertThat(mounts(0).whyOffline(source)).isEmpty();
  }

  @Test
  void aDirectoryThatIsMissingOrNoDirectoryIsNot() throws IOException {
    Mounts mounts = mounts(0);
    Files.delete(source.path());
    assertThat(mounts.whyOffline(source)).get().asString().contains("is not there");

    Files.createFile(source.path());
    assertThat(mounts.whyOffline(source)).get().asString().contains("is not a directory");
  }

  @Test
  void anEmptyDirectoryBehindALostMountIsNotBelievedAfterARestart() throws IOException {
    assertThat(mounts(0).whyOffline(source)).isEmpty();
    Path memory = state.resolve("mounts.properties");
    String written = Files.readString(memory);
    String mounted = written.replaceAll("(?m)(point=).*$", "$1file\\\\:///mnt/detector/");
    assertThat(mounted).isNotEqualTo(written);
    Files.writeString(memory, mounted);

    assertThat(mounts(0).whyOffline(source))
        .get()
        .asString()
        .contains("was mounted at file:///mnt/detector/");
  }

  @Test
  void anotherFileSystemAtTheSamePlaceIsNotBelieved() throws IOException {
    assertThat(mounts(0).whyOffline(source)).isEmpty();
    Path memory = state.resolve("mounts.properties");
    Files.writeString(memory, Files.readString(memory).replaceAll("(?m)(type=).*$", "$1lustre"));

    assertThat(mounts(0).whyOffline(source)).get().asString().contains("lustre");
  }
}
