// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.trial;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.ingestd.daemon.config.model.SourcePath;
import org.ingestd.daemon.trial.Descriptions.Looked;
import org.ingestd.daemon.trial.Explanation.Check;
import org.ingestd.daemon.trial.Explanation.Names;
import org.ingestd.daemon.trial.Explanation.Which;
import org.ingestd.daemon.view.FileView;
import org.ingestd.daemon.view.Json;
import org.ingestd.routes.contract.IngestSettings;
import org.ingestd.routes.disk.DiskVisit;
import org.ingestd.routes.disk.Look;
import org.ingestd.routes.steps.Source;
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
  private final Consumer<String> aside;
  private final List<Check> checks = new ArrayList<>();

  /**
   * @param disks where the sources lie; a file on another host is looked at there
   * @param aside takes a word before another host is asked
   */
  Explainer(IngestSettings settings, Sources disks, KnownServer server, Consumer<String> aside) {
    this.settings = settings;
    this.disks = disks;
    this.server = server;
    this.aside = aside;
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
    if (!source.isHere()) {
      aside.accept("asking " + source.settings().location().text() + " for " + below.text() + ".");
    }
    Seen seen;
    Source place = disks.named(source.name());
    try (DiskVisit visit = place.disk().visit(List.of(below))) {
      Look look = visit.look(below);
      Instant now = Clock.systemUTC().instant();
      seen =
          new Seen(
              new FileChecks(place, checks).tell(below, look, visit, now),
              look instanceof Look.Regular regular ? regular.stamp().size() : 0,
              new Descriptions(source, checks).look(below, look, visit, now));
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
