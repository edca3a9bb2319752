// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ingestd.harness.oracle.CatalogueContent.Collections;
import org.ingestd.harness.oracle.CatalogueContent.File;
import org.ingestd.harness.oracle.CatalogueContent.Replica;
import org.ingestd.harness.oracle.CatalogueContent.Rule;
import org.ingestd.harness.oracle.Evidence.Acknowledged;
import org.ingestd.harness.oracle.Evidence.Catalogued;
import org.ingestd.harness.oracle.JournalContent.Line;
import org.ingestd.harness.oracle.JournalContent.Place;
import org.ingestd.harness.oracle.JournalContent.Row;
import org.ingestd.harness.oracle.JournalContent.Standing;

/** The evidence of a run in which all went well with one file, into which a lie is planted. */
final class Planting {

  static final String PATH = "run0/a.fits";
  static final String NAME = "R0/" + PATH;
  static final String DATASET = "R0/run0";
  static final String SOURCE_PFN = "file://localhost:0/data/R0/" + PATH;
  static final String TAPE_PFN = "file://localhost:0/tape/lst/ab/cd/a.fits";
  static final DiskFile CONTENT =
      new DiskFile(9, "0b5203a1", "0123456789abcdef0123456789abcdef", 1_000, 7, 0100644);

  static final Wishes WISHES =
      new Wishes(
          new Wishes.Naming(
              path -> "R0/" + path,
              path -> "R0/" + path.substring(0, path.lastIndexOf('/')),
              path -> "/data/R0/" + path),
          Map.of("ONSITE", 1, "QOS=TAPE", 1),
          new Wishes.Safe("ONSITE", Set.of("TAPE-A"), 1),
          Optional.of(new Wishes.Collecting(1, "night")));

  final Map<String, DiskFile> before = new HashMap<>(Map.of(PATH, CONTENT));
  final Map<String, DiskFile> after = new HashMap<>(before);
  final Map<String, DiskFile> copies = new HashMap<>(Map.of(TAPE_PFN, CONTENT));
  final Map<String, File> files = new HashMap<>();
  final Map<String, Set<String>> datasets = new HashMap<>(Map.of(DATASET, Set.of(NAME)));
  final Set<String> closed = new HashSet<>(Set.of(DATASET));
  final Map<String, Set<String>> containers = new HashMap<>(Map.of("night", Set.of(DATASET)));
  final Map<String, JournalContent.Dataset> journalDatasets =
      new HashMap<>(Map.of(DATASET, new JournalContent.Dataset("CLOSED", true)));
  final List<Rule> rules = new ArrayList<>();
  final List<Row> rows = new ArrayList<>();
  final Set<String> journalRules = new HashSet<>(Set.of("r1", "r2"));
  final List<String> damage = new ArrayList<>();
  final Set<Acknowledged> acknowledged = new HashSet<>();
  boolean ended = true;

  Planting() {
    files.put(
        NAME,
        file(
            new Replica("ONSITE", "AVAILABLE", SOURCE_PFN),
            new Replica("TAPE-A", "AVAILABLE", TAPE_PFN)));
    rules.add(new Rule("r1", DATASET, "ONSITE", 1, Map.of(NAME, 1)));
    rules.add(new Rule("r2", DATASET, "QOS=TAPE", 1, Map.of(NAME, 1)));
    rows.add(row("SAFE", "SIGHTED", "SETTLED", "DIGESTED", "REGISTERED", "PROTECTED", "SAFE"));
    acknowledged.add(new Acknowledged(PATH, 1, "SAFE"));
  }

  static File file(Replica... replicas) {
    return new File(CONTENT.size(), CONTENT.adler32(), CONTENT.md5(), List.of(replicas));
  }

  /** A row whose history goes through these states, all in generation 1. */
  static Row row(String state, String... way) {
    List<Line> history = new ArrayList<>();
    String from = null;
    for (String to : way) {
      history.add(new Line(from, to, "as it should", 1));
      from = to;
    }
    boolean done = state.equals("SAFE") || state.equals("QUARANTINED");
    return new Row(
        1,
        PATH,
        new Standing(
            state, "as it should", 1, done ? null : 5L, state.equals("SAFE") ? null : "EMPTY"),
        CONTENT.size(),
        Map.of('A', CONTENT.adler32(), 'M', CONTENT.md5()),
        new Place(NAME, DATASET, SOURCE_PFN),
        history);
  }

  Row row() {
    return rows.get(0);
  }

  void replace(Row row) {
    rows.set(0, row);
  }

  void replace(Standing standing) {
    Row old = row();
    replace(
        new Row(
            old.id(), old.path(), standing, old.size(), old.digests(), old.place(), old.history()));
  }

  List<Finding> judged() {
    return new Oracle(WISHES)
        .judge(
            new Evidence(
                new DiskPicture(before),
                new DiskPicture(after),
                new Catalogued(
                    new CatalogueContent(
                        files, datasets, rules, new Collections(closed, containers)),
                    copies),
                new JournalContent(rows, journalRules, journalDatasets, damage),
                acknowledged,
                ended));
  }
}
