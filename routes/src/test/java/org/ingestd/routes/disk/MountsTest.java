// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ingestd.routes.Given;
import org.ingestd.routes.contract.SourceSettings;
import org.ingestd.rse.RawPath;
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
  void withoutItsSentinelNothingIsBelieved() throws IOException {
    SourceSettings watched = Given.at(source.path()).sentinel("conf/.here").source();
    Path sentinel = source.path().resolve("conf/.here");
    Files.createDirectory(source.path().resolve("conf"));
    assertThat(mounts(0).whyOffline(watched)).get().asString().contains("conf/.here is not there");

    Files.createFile(sentinel);
    assertThat(mounts(0).whyOffline(watched)).isEmpty();

    Files.delete(sentinel);
    Files.createDirectory(sentinel);
    assertThat(mounts(0).whyOffline(watched)).get().asString().contains("is no file");
  }

  @Test
  void aLinkIsNoSentinelNorIsWhatLiesBehindOne() throws IOException {
    Path elsewhere = Files.createDirectory(home.resolve("elsewhere"));
    Files.createFile(elsewhere.resolve(".here"));
    Files.createSymbolicLink(source.path().resolve("conf"), elsewhere);
    Files.createSymbolicLink(source.path().resolve(".here"), elsewhere.resolve(".here"));

    for (String path : List.of("conf/.here", ".here")) {
      assertThat(mounts(0).whyOffline(Given.at(source.path()).sentinel(path).source()))
          .get()
          .asString()
          .contains("is no file");
    }
  }

  @Test
  void whatIsMissingBelowALostMountIsOfflineAndTheRestIsNot() throws IOException {
    Mounts mounts = with(table("nas\\0401", "ext4"));
    assertThat(mounts.whyOffline(source)).isEmpty();
    assertThat(mounts.whyOffline(source, RawPath.of("nas 1/run/a.fits"))).isEmpty();

    table();

    for (Mounts then : List.of(mounts, with(home.resolve("table")))) {
      assertThat(then.whyOffline(source)).as("the source as a whole").isEmpty();
      assertThat(then.whyOffline(source, RawPath.of("nas 1/run/a.fits")))
          .get()
          .asString()
          .contains("nas 1 was a file system of its own (ext4) and is not mounted now");
      assertThat(then.whyOffline(source, RawPath.of("nas 11/a.fits"))).isEmpty();
      assertThat(then.whyOffline(source, RawPath.of("nas 1"))).isEmpty();
      assertThat(then.partsOffline(source)).containsOnlyKeys(RawPath.of("nas 1"));
    }

    table("nas\\0401", "ext4");
    assertThat(mounts.whyOffline(source, RawPath.of("nas 1/run/a.fits"))).isEmpty();
  }

  @Test
  void anotherFileSystemBelowTheSourceIsNotTheOneThatWasThere() throws IOException {
    assertThat(with(table("nas1", "nfs4")).whyOffline(source)).isEmpty();

    assertThat(with(table("nas1", "tmpfs")).whyOffline(source, RawPath.of("nas1/a")))
        .get()
        .asString()
        .contains("(nfs4) and is on tmpfs now");
  }

  @Test
  void whatIsMountedOnDemandOrHiddenIsNotMissed() throws IOException {
    Mounts mounts = with(table("nas1", "autofs", ".zfs/snapshot/monday", "zfs"));
    assertThat(mounts.whyOffline(source)).isEmpty();

    table();

    assertThat(mounts.partsOffline(source)).isEmpty();
  }

  @Test
  void whoeverOnlyReadsKnowsWhatTheDaemonRemembersAndWritesNothing() throws IOException {
    Mounts reading = Mounts.reading(state, name -> 0);
    assertThat(reading.whyOffline(source)).isEmpty();
    assertThat(state).doesNotExist();

    assertThat(with(table("nas1", "ext4")).whyOffline(source)).isEmpty();
    assertThat(Mounts.reading(state, name -> 0).whyOffline(source, RawPath.of("nas1/a")))
        .isPresent();
  }

  @Test
  void theKernelsOwnTableIsUnderstood() throws IOException {
    assertThat(MountTable.ofKernel().below(Path.of("/"))).containsEntry(RawPath.of("proc"), "proc");
    assertThat(MountTable.ofKernel().below(home.toRealPath())).isEmpty();
    assertThat(MountTable.ofKernel().holding(Path.of("/proc/self")))
        .map(MountTable.Mounted::type)
        .contains("proc");
    assertThat(MountTable.ofKernel().holding(home.toRealPath()))
        .map(MountTable.Mounted::type)
        .contains(Files.getFileStore(home).type());
  }

  @Test
  void theDeepestAndLastFileSystemHoldsADirectoryWithItsOptions() throws IOException {
    Path table = table("nas1", "autofs", "nas1", "nfs4");
    Path nas = source.path().toRealPath().resolve("nas1");
    Files.writeString(table, Files.readString(table).replace("none rw", "s:/x rw,acregmax=120"));

    assertThat(MountTable.of(table).holding(nas.resolve("run/deep")))
        .contains(new MountTable.Mounted("nfs4", List.of("rw", "relatime", "rw", "acregmax=120")));
    assertThat(MountTable.of(table).holding(nas.resolveSibling("nas11")))
        .map(MountTable.Mounted::type)
        .contains("ext4");
    assertThat(MountTable.of(home.resolve("none")).holding(nas)).isEmpty();
  }

  private Mounts with(Path table) {
    return new Mounts(new MountMemory(state, true), name -> 0, MountTable.of(table));
  }

  /** As the kernel would tell of places below the source, with the types of what is there. */
  private Path table(String... placesAndTypes) throws IOException {
    StringBuilder lines = new StringBuilder("21 1 254:0 / / rw - ext4 /dev/vda rw\n");
    for (int i = 0; i < placesAndTypes.length; i += 2) {
      lines.append(
          "3%d 21 0:4%d / %s/%s rw,relatime shared:7 master:1 - %s none rw\n"
              .formatted(
                  i, i, source.path().toRealPath(), placesAndTypes[i], placesAndTypes[i + 1]));
    }
    return Files.writeString(home.resolve("table"), lines);
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
