// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.trial;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ingestd.checksum.FileStamp;
import org.ingestd.daemon.config.model.SourcePath;
import org.ingestd.daemon.trial.Descriptions.Looked;
import org.ingestd.daemon.trial.Explanation.Check;
import org.ingestd.daemon.trial.Explanation.Names;
import org.ingestd.daemon.trial.Explanation.Which;
import org.ingestd.daemon.view.FileView;
import org.ingestd.daemon.view.Json;
import org.ingestd.routes.contract.IngestSettings;
import org.ingestd.routes.contract.SourceSettings;
import org.ingestd.routes.disk.DiskVisit;
import org.ingestd.routes.disk.Look;
import org.ingestd.routes.disk.SourceAway;
import org.ingestd.routes.format.Completion;
import org.ingestd.routes.format.FileFormat;
import org.ingestd.routes.steps.Sources;
import org.ingestd.rse.NamingResult;
import org.ingestd.rse.NamingResult.Named;
import org.ingestd.rse.PfnMapping;
import org.ingestd.rse.RawPath;

/** Walks the way of a file without taking it: each check is told, good or bad. */
final class Explainer {

  private final IngestSettings settings;
  private final List<PlaceInSource> sources;
  private final Sources disks;
  private final KnownServer server;
  private final List<Check> checks = new ArrayList<>();

  /**
   * @param disks where the sources lie; a file on another host is looked at there
   */
  Explainer(IngestSettings settings, Sources disks, KnownServer server) {
    this.settings = settings;
    this.disks = disks;
    this.server = server;
    this.sources = PlaceInSource.all(settings, server.rules());
  }

  /**
   * @param file on this host, or on the one that it names; without one also on another, if no
   *     source of this host has it
   */
  Explanation explain(SourcePath file) {
    Path path = file.directory();
    Optional<PlaceInSource> source =
        sources.stream()
            .filter(candidate -> candidate.holds(file))
            .findFirst()
            .or(
                () ->
                    sources.stream()
                        .filter(candidate -> !file.isRemote() && candidate.holds(path))
                        .findFirst());
    if (source.isEmpty()) {
      String places =
          String.join(", ", settings.sources().stream().map(s -> s.location().text()).toList());
      check("source", false, "no source has this path; they watch " + places);
      return refused(new Which(RawPath.relative(Path.of("/"), path).text(), null, null));
    }
    return explain(path, source.get());
  }

  private Explanation refused(Which which) {
    return new Explanation(which, Names.NONE, Json.node("{}"), List.of(), List.copyOf(checks));
  }

  private Explanation explain(Path file, PlaceInSource source) {
    check(
        "source",
        true,
        "source " + source.name() + " watches " + source.settings().location().text());
    RawPath below = source.below(file);
    Which which = new Which(below.text(), FileView.bytesUnlessPlain(below), source.name());
    Optional<String> why = source.whyNoFile(below);
    check(
        "selection",
        why.isEmpty(),
        why.map(kind -> "passed over by its name: " + kind).orElse("taken by its name"));
    Seen seen;
    try (DiskVisit visit = disks.named(source.name()).disk().visit(List.of(below))) {
      Look look = visit.look(below);
      Instant modified = onDisk(below, look, source.settings(), visit);
      seen =
          new Seen(
              modified,
              look instanceof Look.Regular regular ? regular.stamp().size() : 0,
              new Descriptions(source, checks).look(below, look, visit, clock()));
    }
    Looked looked = seen.looked();
    NamingResult result =
        source
            .naming()
            .name(
                source.belowRoot(file),
                seen.modified(),
                source.describer().observed(looked.fits()));
    if (!(result instanceof Named named)) {
      check(
          result instanceof NamingResult.PatternMismatch ? "pattern" : "name",
          false,
          result instanceof NamingResult.PatternMismatch mismatch
              ? mismatch.why()
              : ((NamingResult.Refused) result).why());
      return refused(which);
    }
    return named(file, source, which, named, seen);
  }

  private Explanation named(Path file, PlaceInSource source, Which which, Named named, Seen seen) {
    check("name", true, "DID " + named.did() + " fits the rules of " + server.rules().server());
    check("night", true, named.night() + ", from " + named.nightFrom());
    named
        .container()
        .ifPresent(container -> check("container", true, "its dataset lies in " + container));
    Optional<String> pfn = pfn(source.belowRoot(file));
    Names names =
        new Names(
            named.did().scope(),
            named.did().name(),
            named.dataset().map(dataset -> dataset.name()).orElse(null),
            settings.place().rse(),
            pfn.orElse(null),
            named.night());
    JsonNode metadata = new Descriptions(source, checks).metadata(named, seen.looked());
    TriedFile tried = new TriedFile(named.groups(), seen.size(), Optional.of(metadata));
    List<Explanation.Rule> rules =
        new RuleChoice(source, settings.place().rse(), checks).of(named, tried);
    return new Explanation(which, names, metadata, rules, List.copyOf(checks));
  }

  /**
   * What the disk says of a file.
   *
   * @param modified the time that a night may be taken from
   * @param size 0 if it is not there
   */
  private record Seen(Instant modified, long size, Looked looked) {}

  private Instant onDisk(RawPath below, Look look, SourceSettings source, DiskVisit visit) {
    if (look instanceof Look.Regular regular) {
      regular(below, regular.stamp(), source, visit);
      return Instant.ofEpochSecond(0, regular.stamp().mtimeNanos());
    }
    if (look instanceof Look.Unknown unknown) {
      boolean away = unknown.cause() instanceof SourceAway;
      check(
          "file",
          away,
          away
              ? unknown.cause().getMessage() + "; explained as if it were written at this moment"
              : "cannot be looked at: " + unknown.cause());
    } else if (look instanceof Look.Gone) {
      check("file", true, "not there now; explained as if it were written at this moment");
    } else {
      check("file", false, "no regular file: links, directories and devices are passed over");
    }
    return clock();
  }

  private void regular(RawPath below, FileStamp stamp, SourceSettings source, DiskVisit visit) {
    if (stamp.size() == 0 && source.completeness().holdEmpty()) {
      check("file", false, "empty, and the source says 'empty: hold'");
      return;
    }
    try (SeekableByteChannel open = visit.open(below)) {
      check("file", true, stamp.size() + " bytes, readable");
      Optional<FileFormat> format = source.completeness().format();
      if (format.isPresent() && stamp.size() > 0) {
        format(open, format.get());
      }
    } catch (AccessDeniedException e) {
      check("file", false, stamp.size() + " bytes, but not readable by us");
    } catch (IOException e) {
      check("file", false, stamp.size() + " bytes, but it cannot be opened: " + e);
    }
  }

  private static Instant clock() {
    return Clock.systemUTC().instant();
  }

  private void format(SeekableByteChannel open, FileFormat format) {
    try {
      Completion completion = format.completion(open);
      if (completion instanceof Completion.NotYet notYet) {
        check("format", false, "not complete as " + format + ": " + notYet.why());
      } else if (completion instanceof Completion.Broken broken) {
        check("format", false, "broken as " + format + ": " + broken.why());
      } else {
        check("format", true, "complete as " + format);
      }
    } catch (IOException e) {
      check("format", false, "cannot be read: " + e);
    }
  }

  private Optional<String> pfn(RawPath path) {
    Optional<PfnMapping> mapping = server.mapping(settings.place());
    if (mapping.isEmpty()) {
      check("PFN", true, "not known before Rucio was asked once; --online asks it now");
      return Optional.empty();
    }
    Optional<String> why = mapping.get().whyNot(path);
    check("PFN", why.isEmpty(), why.orElse("leads back to " + path.text()));
    return why.isPresent() ? Optional.empty() : Optional.of(mapping.get().pfn(path));
  }

  private void check(String check, boolean ok, String message) {
    checks.add(new Check(check, ok, message));
  }
}
