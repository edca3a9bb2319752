// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.zip.Adler32;
import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.rse.Did;
import org.ingestd.testbed.catalogue.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * The whole pipeline, stepped by hand, beside a simple model of what instruments did. After each
 * operation everything that was promised is asked of journal, catalogue and disk.
 */
final class ModelRun implements AutoCloseable {

  private static final Set<FileState> CLAIMS_REGISTERED =
      Set.of(FileState.REGISTERED, FileState.PROTECTED, FileState.SAFE);
  private static final List<FileState> STEPS =
      List.of(
          FileState.SIGHTED,
          FileState.SETTLED,
          FileState.DIGESTED,
          FileState.REGISTERED,
          FileState.PROTECTED);

  final Stepping steps;
  private final Path home;

  /** What is on the disk, by name; every content that a name ever had. */
  private final Map<String, String> disk = new HashMap<>();

  private final Map<String, Set<String>> everHeld = new HashMap<>();
  private final Map<Did, String> firstRegistered = new HashMap<>();
  private Map<Long, FileState> before = Map.of();

  /** Names to which a registered file was renamed, with the name that it is registered under. */
  private final Map<String, String> renamed = new HashMap<>();

  ModelRun(Path home) throws Exception {
    this.home = Files.createDirectories(home);
    this.steps = new Stepping(this.home);
    learn();
    steps.here.catalogue.daemons().pause();
    // A source that is empty all of a sudden counts as offline; that is not asked here.
    write("always.fits", "always there");
  }

  // What instruments, operators and accidents do.

  void write(String name, String content) throws IOException {
    Files.writeString(path(name), content);
    holds(name, content);
  }

  void append(String name, String more) throws IOException {
    if (disk.containsKey(name)) {
      write(name, disk.get(name) + more);
    }
  }

  /** Other bytes of the same number, and the old time of writing. */
  void rewriteInSecret(String name) throws IOException {
    String old = disk.get(name);
    if (old != null && !old.isEmpty()) {
      FileTime time = Files.getLastModifiedTime(path(name));
      write(name, old.substring(1) + (char) ('a' + (old.charAt(0) + 1) % 26));
      Files.setLastModifiedTime(path(name), time);
    }
  }

  void replace(String name, String content) throws IOException {
    if (disk.containsKey(name)) {
      Path other = Files.writeString(home.resolve("other"), content);
      Files.move(other, path(name), StandardCopyOption.REPLACE_EXISTING);
      holds(name, content);
    }
  }

  void delete(String name) throws IOException {
    Files.deleteIfExists(path(name));
    disk.remove(name);
    renamed.remove(name);
  }

  void rename(String name, String to) throws IOException {
    String content = disk.get(name);
    if (content == null || name.equals(to)) {
      return;
    }
    Optional<String> registeredAs = registeredAs(name);
    Files.move(path(name), path(to), StandardCopyOption.REPLACE_EXISTING);
    disk.remove(name);
    renamed.remove(name);
    holds(to, content);
    registeredAs.filter(first -> !first.equals(to)).ifPresent(first -> renamed.put(to, first));
  }

  private Optional<String> registeredAs(String name) throws IOException {
    if (renamed.containsKey(name)) {
      return Optional.of(renamed.get(name));
    }
    FileStamp now = FileStamp.of(path(name));
    return steps.here.files().stream()
        .filter(file -> file.key().path().text().equals(name))
        .filter(file -> CLAIMS_REGISTERED.contains(file.state()))
        .filter(file -> file.stamp().inode() == now.inode() && file.size() == now.size())
        .filter(file -> file.stamp().mtimeNanos() == now.mtimeNanos())
        .map(file -> name)
        .findFirst();
  }

  private void holds(String name, String content) {
    renamed.remove(name);
    disk.put(name, content);
    everHeld.computeIfAbsent(name, key -> new HashSet<>()).add(content);
  }

  /** What a rescan does with everything that is there. */
  void scan() throws IOException {
    for (String name : disk.keySet()) {
      steps.sight(name);
    }
    steps.workshop.recheck().sweep(steps.workshop.bench().sources().named("lst1"), true);
  }

  /** As in the daemon, nothing is claimed that needs Rucio while it cannot be asked. */
  void take(FileState state) {
    boolean needsRucio = !Set.of(FileState.SIGHTED, FileState.SETTLED).contains(state);
    if (needsRucio && !steps.workshop.preflight().isPassed()) {
      learn();
    }
    if (!needsRucio || steps.workshop.isRucioOpen()) {
      steps.take(state);
    }
  }

  void tick(Duration by) {
    steps.tick(by);
  }

  void crash() {
    steps.restart();
    learn();
  }

  private void learn() {
    // While Rucio is away it is asked again before the next step that needs it.
    assertThat(steps.preflight()).isNotInstanceOf(Preflight.Result.Fatal.class);
  }

  private Path path(String name) {
    return steps.here.data.resolve(name);
  }

  // What was promised.

  /** After each operation. */
  void verify() throws IOException {
    Snapshot catalogue = steps.here.catalogue.snapshot();
    Map<Long, FileState> now = new HashMap<>();
    for (JournalFile file : steps.here.files()) {
      String name = file.key().path().text();
      now.put(file.id(), file.state());
      if (file.identity().digests() != null) {
        assertThat(adlersOf(name))
            .as("digests of %s are those of one content that it had", name)
            .contains(file.identity().digests().adler32());
      }
      FileState was = before.get(file.id());
      if (CLAIMS_REGISTERED.contains(file.state()) && was != file.state()) {
        claimed(file, name, was, catalogue);
      }
      if (file.state() == FileState.QUARANTINED) {
        assertThat(file.retry().problem()).as(name + " says why").isNotNull();
      }
    }
    before = now;
    everythingInTheCatalogueIsTrue(catalogue);
    sourceIsUntouched();
  }

  private void claimed(JournalFile file, String name, @Nullable FileState was, Snapshot catalogue)
      throws IOException {
    Did did = Objects.requireNonNull(file.identity().did());
    Snapshot.File registered = catalogue.file(did);
    String claim = name + ": " + was + " → " + file.state();
    assertThat(renamed).as(claim + " although it is registered already").doesNotContainKey(name);
    assertThat(registered.adler32())
        .as(claim)
        .isEqualTo(Objects.requireNonNull(file.identity().digests()).adler32());
    assertThat(registered.bytes()).as(claim).isEqualTo(file.size());
    assertThat(registered.replicas()).as(claim).containsKey("ONSITE");
    assertThat(registered.replica("ONSITE").path()).as(claim).endsWith("/" + name);
    assertThat(catalogue.collection(Objects.requireNonNull(file.identity().dataset())).children())
        .as(claim)
        .contains(did);
    if (file.state() != FileState.PROTECTED) {
      assertThat(adler(Files.readString(path(name))))
          .as(claim + " although the disk holds something else")
          .isEqualTo(registered.adler32());
    }
    if (file.state() == FileState.SAFE) {
      assertThat(registered.replicas().get("TAPE-A"))
          .as(claim + " with a permanent copy")
          .matches(replica -> replica != null && replica.state().equals("AVAILABLE"));
    }
  }

  private void everythingInTheCatalogueIsTrue(Snapshot catalogue) {
    catalogue
        .files()
        .forEach(
            (did, file) -> {
              String name = did.name();
              assertThat(adlersOf(name)).as("Rucio's checksum of %s", did).contains(file.adler32());
              String first = firstRegistered.computeIfAbsent(did, key -> file.adler32());
              assertThat(file.adler32()).as("%s is never registered anew", did).isEqualTo(first);
            });
    Map<String, Integer> rules = new HashMap<>();
    catalogue
        .rules()
        .values()
        .forEach(rule -> rules.merge(rule.did() + " " + rule.expression(), 1, Integer::sum));
    assertThat(rules)
        .as("no rule stands twice")
        .allSatisfy((rule, n) -> assertThat(n).isEqualTo(1));
  }

  private void sourceIsUntouched() throws IOException {
    for (Map.Entry<String, String> file : disk.entrySet()) {
      assertThat(Files.readString(path(file.getKey()))).isEqualTo(file.getValue());
    }
    try (var all = Files.list(steps.here.data)) {
      assertThat(all.map(path -> path.getFileName().toString()).toList())
          .containsExactlyInAnyOrderElementsOf(disk.keySet());
    }
  }

  /** Nothing goes wrong any more: everything must come to its end, whatever was before. */
  void settleDown() throws Exception {
    steps.here.catalogue.faults().clear();
    for (int i = 0; i < 60 && !steps.here.rucio.available(); i++) {
      tick(Duration.ofSeconds(30));
    }
    assertThat(steps.here.rucio.available()).as("Rucio can be asked again").isTrue();
    learn();
    for (int round = 0; round < 12; round++) {
      scan();
      for (FileState state : STEPS) {
        take(state);
      }
      steps.here.catalogue.quiesce();
      tick(Duration.ofMinutes(40));
    }
    verify();
    for (JournalFile file : steps.here.files()) {
      String name = file.key().path().text();
      String says = "%s is %s %s".formatted(name, file.standing(), file.retry());
      switch (file.state()) {
        case SAFE -> {
          // With a problem shown if the source changed since; the copies are right.
        }
        case VANISHED -> assertThat(file.retry().due()).as(says).isNull();
        case QUARANTINED -> assertThat(file.retry().problem()).as(says).isNotNull();
        default -> throw new AssertionError("stuck: " + says);
      }
      if (file.state() == FileState.VANISHED) {
        assertThat(disk).as(says).doesNotContainKey(name);
      }
    }
    assertThat(steps.here.files().stream().map(file -> file.key().path().text()).toList())
        .as("nothing is dropped")
        .containsAll(disk.keySet());
    assertThat(steps.here.journal().check()).isEmpty();
  }

  private List<String> adlersOf(String name) {
    List<String> sums = new ArrayList<>();
    Optional.ofNullable(everHeld.get(name))
        .ifPresent(all -> all.forEach(one -> sums.add(adler(one))));
    return sums;
  }

  private static String adler(String content) {
    Adler32 sum = new Adler32();
    sum.update(content.getBytes(StandardCharsets.UTF_8));
    return String.format(Locale.ROOT, "%08x", sum.getValue());
  }

  @Override
  public void close() {
    steps.close();
  }
}
