// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.verify;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.ingestd.daemon.verify.difference.Difference;
import org.ingestd.daemon.verify.difference.Kind;
import org.ingestd.daemon.verify.sides.CatalogueSide;
import org.ingestd.daemon.verify.sides.Comparison;
import org.ingestd.daemon.verify.sides.DiskSide;
import org.ingestd.daemon.verify.sides.RuleSide;
import org.ingestd.daemon.verify.sides.Sides;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.steps.Hands;
import org.ingestd.routes.steps.rucio.Named;
import org.ingestd.rse.Did;

/** From the journal's side: every file that it calls registered, on the disk and in Rucio. */
final class RegisteredPass {

  private final Sides sides;
  private final DiskSide disk;
  private final CatalogueSide catalogue;
  private final RuleSide rules;
  private final Memberships memberships = new Memberships();
  private final Set<Did> datasets = new LinkedHashSet<>();

  RegisteredPass(Sides sides, RuleSide rules) {
    this.sides = sides;
    this.disk = new DiskSide(sides);
    this.catalogue = new CatalogueSide(sides);
    this.rules = rules;
  }

  Memberships memberships() {
    return memberships;
  }

  /** All that the journal's files are in. */
  Set<Did> datasets() {
    return datasets;
  }

  void page(List<JournalFile> page, Depth depth, Hands hands, Consumer<Difference> tell)
      throws RucioException {
    List<JournalFile> files = new ArrayList<>();
    for (JournalFile file : page) {
      if (isRegistered(file)) {
        files.add(file);
      } else if (!isKnownToAPerson(file)) {
        tell.accept(heldUp(file));
      }
    }
    Set<Long> deep = new LinkedHashSet<>();
    files.stream().filter(file -> depth.next()).forEach(file -> deep.add(file.id()));
    List<DiskSide.Finding> onDisk = hands.each(files, file -> look(file, deep.contains(file.id())));
    Map<Long, CatalogueSide.Finding> inRucio = catalogue.look(files);
    for (int i = 0; i < files.size(); i++) {
      JournalFile file = files.get(i);
      List<Difference> differences =
          Comparison.of(file, onDisk.get(i), requireFound(inRucio, file));
      if (!differences.isEmpty() && isAsItWas(file)) {
        differences.forEach(tell);
      }
      remember(file);
    }
    for (JournalFile file : files) {
      if (file.state() == FileState.PROTECTED || file.state() == FileState.SAFE) {
        rules.missing(file).forEach(tell);
      }
    }
  }

  private static CatalogueSide.Finding requireFound(
      Map<Long, CatalogueSide.Finding> found, JournalFile file) {
    return Optional.ofNullable(found.get(file.id())).orElseThrow();
  }

  /** QUARANTINED files that Rucio has from us keep what was registered. */
  private static boolean isRegistered(JournalFile file) {
    return file.state() != FileState.QUARANTINED
        || (file.identity().rse() != null && !isKnownToAPerson(file));
  }

  private static boolean isKnownToAPerson(JournalFile file) {
    ProblemCode problem = file.retry().problem();
    return problem == ProblemCode.ACCEPTED || problem == ProblemCode.HELD;
  }

  private static Difference heldUp(JournalFile file) {
    return Difference.of(
        file,
        Kind.UNREGISTERED,
        "journal: QUARANTINED, " + file.retry().problem() + " " + file.retry().detail(),
        "a person decides");
  }

  /** What a person accepted of the source is no difference any more. */
  private DiskSide.Finding look(JournalFile file, boolean deep) {
    return isKnownToAPerson(file)
        ? DiskSide.Finding.same(file.size(), "disk: accepted as it is")
        : disk.look(file, deep);
  }

  /** A file that a running daemon has moved meanwhile is no difference; the next look shows it. */
  private boolean isAsItWas(JournalFile file) {
    return sides
        .journal()
        .file(file.id())
        .filter(
            now ->
                now.standing().equals(file.standing())
                    && now.stamp().equals(file.stamp())
                    && now.identity().equals(file.identity()))
        .isPresent();
  }

  /** That its dataset has to show it. */
  void remember(JournalFile file) {
    if (EnumSet.of(FileState.REGISTERED, FileState.PROTECTED, FileState.SAFE)
        .contains(file.state())) {
      memberships.add(Named.dataset(file), Named.did(file));
      datasets.add(Named.dataset(file));
    }
  }

  /** Second look at files whose dataset did not show them. */
  void notShown(List<JournalFile> page, Consumer<Difference> tell) throws RucioException {
    for (JournalFile file : page) {
      Did did = file.identity().did();
      Did dataset = file.identity().dataset();
      if (did != null
          && dataset != null
          && memberships.isOpen(dataset, did)
          && sides.rucio().files(List.of(did)).containsKey(did)
          && !sides.rucio().attached(dataset, List.of(did)).containsKey(did)
          && isAsItWas(file)) {
        tell.accept(
            Difference.of(
                file,
                Kind.UNREGISTERED,
                "journal: in " + dataset + "; Rucio: not attached there",
                "disk and journal"));
      }
    }
  }
}
