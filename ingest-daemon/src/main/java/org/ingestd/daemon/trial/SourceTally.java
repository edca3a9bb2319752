// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ingestd.checksum.FileStamp;
import org.ingestd.daemon.trial.Simulation.Collision;
import org.ingestd.daemon.trial.Simulation.DatasetTally;
import org.ingestd.daemon.trial.Simulation.NightTally;
import org.ingestd.daemon.trial.Simulation.Refused;
import org.ingestd.daemon.view.FileView;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.routes.describe.Described;
import org.ingestd.routes.describe.Expectation;
import org.ingestd.routes.disk.DiskVisit;
import org.ingestd.routes.disk.SourceDisk;
import org.ingestd.routes.format.FitsContent;
import org.ingestd.rse.NamingResult;
import org.ingestd.rse.NamingResult.Named;
import org.ingestd.rse.RawPath;

/**
 * Counts the files of one source; memory does not depend on how many there are, nor, beyond fifty
 * thousand, on how many datasets.
 */
final class SourceTally implements SourceWalk.Visit {

  private static final int REFUSED_SHOWN = 1000;
  private static final int DATASETS = 50_000;
  private static final String NONE = "";

  private final PlaceInSource source;
  private final SourceDisk disk;
  private final SharedNames shared;
  private final RuleTallies rules;
  private final Map<String, DatasetTally> datasets = new TreeMap<>();
  private final Map<String, NightTally> nights = new TreeMap<>();
  private DatasetTally others = new DatasetTally(null, 0, 0);
  private final List<Refused> refused = new ArrayList<>();
  private final Map<ProblemCode, Long> held = new EnumMap<>(ProblemCode.class);
  private long files;
  private long bytes;

  /**
   * @param disk where the source's files lie
   * @param shared takes the DID of every file that has one
   */
  SourceTally(PlaceInSource source, SourceDisk disk, SharedNames shared) {
    this.source = source;
    this.disk = disk;
    this.shared = shared;
    this.rules = new RuleTallies(source);
  }

  PlaceInSource source() {
    return source;
  }

  @Override
  public void file(Path file, RawPath below, FileStamp stamp) {
    files++;
    bytes += stamp.size();
    if (stamp.size() == 0 && source.settings().completeness().holdEmpty()) {
      refuse(below, ProblemCode.EMPTY, "empty, and the source says 'empty: hold'");
      return;
    }
    if (source.isHere() && !Files.isReadable(file)) {
      refuse(below, ProblemCode.UNREADABLE, "not readable by this user");
      return;
    }
    try (DiskVisit visit = disk.visit(List.of(below))) {
      look(file, visit, below, stamp);
    } catch (IOException e) {
      refuse(below, ProblemCode.IO_ERROR, "it or what lies beside it cannot be read: " + e);
    }
  }

  private void look(Path file, DiskVisit visit, RawPath below, FileStamp stamp) throws IOException {
    Optional<FitsContent> headers = source.headers(below, visit);
    Optional<String> broken = headers.flatMap(FitsContent::fault);
    if (broken.isPresent()) {
      refuse(below, ProblemCode.FORMAT_BROKEN, broken.get());
      return;
    }
    NamingResult result =
        source
            .naming()
            .name(
                source.belowRoot(file),
                Instant.ofEpochSecond(0, stamp.mtimeNanos()),
                source.describer().observed(headers));
    if (result instanceof Named named) {
      shared.add(named.did());
      Expectation beside = source.beside().of(below, visit, Clock.systemUTC().instant());
      Optional<Hold> hold =
          Hold.of(beside, stamp.size())
              .or(() -> counted(named, headers, (Expectation.Known) beside, stamp.size()));
      hold.ifPresent(why -> refuse(below, why.problem(), why.why()));
    } else if (result instanceof NamingResult.PatternMismatch mismatch) {
      refuse(below, ProblemCode.PATTERN_MISMATCH, mismatch.why());
    } else if (result instanceof NamingResult.Refused no) {
      refuse(below, ProblemCode.NAME_REFUSED, no.why());
    }
  }

  /** Counts a file with nothing wrong beside it, unless it lacks metadata that it must have. */
  private Optional<Hold> counted(
      Named named, Optional<FitsContent> headers, Expectation.Known beside, long size) {
    Described described = source.describer().describe(named, headers, beside.metadata());
    Optional<Hold> hold = Hold.of(described);
    if (hold.isEmpty()) {
      count(named, size);
      rules.count(named, size, described);
    }
    return hold;
  }

  private void count(Named named, long size) {
    nights.merge(
        named.night(),
        new NightTally(named.night(), 1, size),
        (one, other) ->
            new NightTally(one.night(), one.files() + other.files(), one.bytes() + other.bytes()));
    String dataset = named.dataset().map(did -> did.name()).orElse(NONE);
    if (datasets.size() < DATASETS || datasets.containsKey(dataset)) {
      datasets.merge(dataset, new DatasetTally(dataset, 1, size), SourceTally::sum);
    } else {
      others = sum(others, new DatasetTally(null, 1, size));
    }
  }

  private static DatasetTally sum(DatasetTally one, DatasetTally other) {
    return new DatasetTally(one.name(), one.files() + other.files(), one.bytes() + other.bytes());
  }

  @Override
  public void closed(Path path, RawPath below) {
    refuse(below, ProblemCode.UNREADABLE, "may not be looked at by this user");
  }

  private void refuse(RawPath below, ProblemCode problem, String why) {
    held.merge(problem, 1L, Long::sum);
    if (refused.size() < REFUSED_SHOWN) {
      refused.add(new Refused(below.text(), FileView.bytesUnlessPlain(below), problem, why));
    }
  }

  long files() {
    return files;
  }

  long bytes() {
    return bytes;
  }

  /**
   * @param collisions that a file of this source has part in
   * @param ownColliding how many files of this source
   */
  Simulation end(List<Collision> collisions, long ownColliding, Rates rates) {
    if (ownColliding > 0) {
      held.put(ProblemCode.NAME_COLLISION, ownColliding);
    }
    return new Simulation(
        source.name(),
        files,
        bytes,
        new Simulation.Content(
            datasets.values().stream().map(SourceTally::unnamedIfNone).toList(),
            others.files() == 0 ? null : others,
            List.copyOf(nights.values()),
            rules.end()),
        new Simulation.Trouble(refused, collisions, held),
        new Simulation.Estimate(rates.seconds(files, bytes), rates));
  }

  private static DatasetTally unnamedIfNone(DatasetTally tally) {
    return NONE.equals(tally.name()) ? new DatasetTally(null, tally.files(), tally.bytes()) : tally;
  }
}
