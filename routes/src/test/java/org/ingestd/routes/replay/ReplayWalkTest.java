// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ingestd.routes.Given;
import org.ingestd.routes.SourceDisks;
import org.ingestd.routes.contract.SilentListener;
import org.ingestd.routes.selection.NameFilter;
import org.ingestd.rse.RawPath;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayWalkTest {

  @TempDir Path data;
  private final List<Path> unreadable = new ArrayList<>();

  private void write(String... paths) throws IOException {
    for (String path : paths) {
      Path file = data.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, path);
    }
  }

  private List<RawPath> walk(@Nullable RawPath after, int piece) throws IOException {
    NameFilter filter = new NameFilter(Given.at(data).without("Trash").source());
    ReplayWalk walk =
        new ReplayWalk(
            new SourceDisks(data.resolveSibling("state"), source -> 0, new SilentListener())
                .apply(Given.at(data).source()),
            data,
            filter,
            after,
            (place, fault) -> unreadable.add(place),
            piece);
    List<RawPath> paths = new ArrayList<>();
    for (Optional<ReplayWalk.Found> found = walk.next(); found.isPresent(); found = walk.next()) {
      paths.add(found.get().path());
    }
    return paths;
  }

  private static List<RawPath> paths(String... paths) {
    return List.of(paths).stream().map(RawPath::of).toList();
  }

  @Test
  void visitsFilesInTheOrderOfTheirNames() throws IOException {
    write("b/2", "b/1", "a", "c/x/deep", "c/w", "b.fits");

    assertThat(walk(null, 100)).isEqualTo(paths("a", "b/1", "b/2", "b.fits", "c/w", "c/x/deep"));
  }

  @Test
  void passesOverWhatIsNoFileOfTheSource() throws IOException {
    write("good", ".hidden", "x.tmp", "Trash/gone", ".dir/below");
    Files.createSymbolicLink(data.resolve("link"), data.resolve("good"));
    Files.createSymbolicLink(data.resolve("linked"), data.resolve("Trash"));

    assertThat(walk(null, 100)).isEqualTo(paths("good"));
  }

  @Test
  void aDirectoryReadInPiecesGivesTheSame() throws IOException {
    for (int i = 0; i < 25; i++) {
      write("run/%03d".formatted(i * 7 % 25), "run/%03d.d/x".formatted(i));
    }

    List<RawPath> whole = walk(null, 1000);

    assertThat(whole).hasSize(50);
    assertThat(walk(null, 1)).isEqualTo(whole);
    assertThat(walk(null, 7)).isEqualTo(whole);
  }

  @Test
  void goesOnBehindEveryPath() throws IOException {
    write("a", "b/1", "b/2", "b/c/1", "b/c/2", "b/d", "c/x", "c.x", "d");
    List<RawPath> whole = walk(null, 100);

    for (int i = 0; i < whole.size(); i++) {
      assertThat(walk(whole.get(i), 2))
          .as("behind " + whole.get(i))
          .isEqualTo(whole.subList(i + 1, whole.size()));
    }
  }

  @Test
  void goesOnWhereTheLastFileWasTakenAway() throws IOException {
    write("a/1", "a/3", "b/1");

    assertThat(walk(RawPath.of("a/2"), 100)).isEqualTo(paths("a/3", "b/1"));
    assertThat(walk(RawPath.of("aa/2/3"), 100)).isEqualTo(paths("b/1"));
    assertThat(walk(RawPath.of("b/1"), 100)).isEmpty();
  }

  @Test
  void namesThatAreNoTextAreVisitedToo() throws IOException {
    RawPath odd = RawPath.of(new byte[] {'d', '/', (byte) 0xff, '\n'});
    Files.createDirectories(data.resolve("d"));
    Files.writeString(odd.under(data), "odd");
    write("d/a", "e");

    assertThat(walk(null, 1)).isEqualTo(List.of(RawPath.of("d/a"), odd, RawPath.of("e")));
    assertThat(walk(odd, 1)).isEqualTo(paths("e"));
  }

  @Test
  void aDirectoryThatIsNotThereIsNoEmptyOne() {
    data = data.resolve("nowhere");

    assertThatThrownBy(() -> walk(null, 10)).isInstanceOf(NoSuchFileException.class);
  }
}
