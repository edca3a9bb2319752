// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.registration.catalogue.WantedRule.Grouping;
import org.ingestd.routes.condition.When;
import org.ingestd.routes.contract.CollectionSettings;
import org.ingestd.routes.contract.DescriptionSettings;
import org.ingestd.routes.contract.IngestSettings;
import org.ingestd.routes.contract.IngestSettings.Limits;
import org.ingestd.routes.contract.IngestSettings.Place;
import org.ingestd.routes.contract.Location;
import org.ingestd.routes.contract.SourceSettings;
import org.ingestd.routes.contract.SourceSettings.Completeness;
import org.ingestd.routes.contract.SourceSettings.Discovery;
import org.ingestd.routes.contract.SourceSettings.RuleTerms;
import org.ingestd.routes.contract.SourceSettings.RuleWish;
import org.ingestd.routes.contract.SourceSettings.Selection;
import org.ingestd.routes.contract.SourceSettings.Treatment;
import org.ingestd.routes.contract.SourceSettings.Watch;
import org.ingestd.routes.format.FileFormat;
import org.ingestd.rse.NamingSettings;
import org.ingestd.rse.RawPath;

/** Settings for tests: one source {@code lst1} below the RSE's root, as most would have it. */
public record Given(
    Path root,
    Completeness completeness,
    Discovery discovery,
    Treatment treatment,
    Selection pick) {

  public static Given at(Path root) {
    return new Given(
        root,
        new Completeness(Duration.ZERO, Optional.empty(), Optional.empty(), true),
        new Discovery(
            Watch.POLL,
            Duration.ofMinutes(5),
            Duration.ofHours(1),
            Duration.ofDays(1),
            Optional.empty()),
        new Treatment(
            naming(Optional.of("R0/{night}")),
            Set.of(DigestAlgorithm.ADLER32, DigestAlgorithm.MD5),
            List.of(wish("QOS=TAPE", 1)),
            true,
            OptionalInt.of(1)),
        new Selection(List.of(), List.of()));
  }

  public static NamingSettings naming(Optional<String> dataset) {
    return new NamingSettings(
        Optional.empty(),
        "lst",
        "{path}",
        dataset,
        new NamingSettings.Night(ZoneId.of("UTC"), true),
        NamingSettings.Escape.HEX);
  }

  public static RuleWish wish(String expression, int copies) {
    return wish(expression, copies, When.ALWAYS);
  }

  public static RuleWish wish(String expression, int copies, When when) {
    return new RuleWish(
        expression,
        copies,
        new RuleTerms("User Subscriptions", Optional.empty(), Optional.empty(), Grouping.DATASET),
        when);
  }

  public Given quiet(Duration quiet) {
    Completeness old = completeness;
    return with(
        new Completeness(quiet, old.marker(), old.format(), old.holdEmpty(), old.collections()));
  }

  public Given marker(String template) {
    Completeness old = completeness;
    return with(
        new Completeness(
            old.quiet(), Optional.of(template), old.format(), old.holdEmpty(), old.collections()));
  }

  public Given format(FileFormat format) {
    Completeness old = completeness;
    return with(
        new Completeness(
            old.quiet(), old.marker(), Optional.of(format), old.holdEmpty(), old.collections()));
  }

  public Given collections(CollectionSettings collections) {
    Completeness old = completeness;
    return with(
        new Completeness(old.quiet(), old.marker(), old.format(), old.holdEmpty(), collections));
  }

  public Given with(Completeness other) {
    return new Given(root, other, discovery, treatment, pick);
  }

  public Given watch(Watch watch) {
    Discovery old = discovery;
    return with(
        new Discovery(watch, old.rescan(), old.recheck(), old.liveWindow(), old.sentinel()));
  }

  public Given rescan(Duration rescan) {
    Discovery old = discovery;
    return with(
        new Discovery(old.watch(), rescan, old.recheck(), old.liveWindow(), old.sentinel()));
  }

  public Given recheck(Duration recheck) {
    Discovery old = discovery;
    return with(
        new Discovery(old.watch(), old.rescan(), recheck, old.liveWindow(), old.sentinel()));
  }

  public Given sentinel(String path) {
    Discovery old = discovery;
    return with(
        new Discovery(
            old.watch(),
            old.rescan(),
            old.recheck(),
            old.liveWindow(),
            Optional.of(RawPath.of(path))));
  }

  private Given with(Discovery other) {
    return new Given(root, completeness, other, treatment, pick);
  }

  public Given with(Treatment other) {
    return new Given(root, completeness, discovery, other, pick);
  }

  public Given describing(DescriptionSettings description) {
    Treatment old = treatment;
    return with(
        new Treatment(
            old.naming(),
            old.digests(),
            old.rules(),
            old.protectSource(),
            old.safeCopies(),
            description));
  }

  public Given rules(RuleWish... rules) {
    Treatment old = treatment;
    return with(
        new Treatment(
            old.naming(),
            old.digests(),
            List.of(rules),
            old.protectSource(),
            old.safeCopies(),
            old.description()));
  }

  public Given naming(NamingSettings naming) {
    Treatment old = treatment;
    return with(
        new Treatment(
            naming,
            old.digests(),
            old.rules(),
            old.protectSource(),
            old.safeCopies(),
            old.description()));
  }

  public Given without(String... excluded) {
    return new Given(
        root, completeness, discovery, treatment, new Selection(List.of(), List.of(excluded)));
  }

  public SourceSettings source() {
    return source(new Location.Here(root));
  }

  public SourceSettings source(Location location) {
    return new SourceSettings("lst1", location, pick, completeness, discovery, treatment);
  }

  public IngestSettings settings(Path state) {
    return settings(state, List.of(source()));
  }

  public IngestSettings settings(Path state, List<SourceSettings> sources) {
    return new IngestSettings(
        "test",
        state,
        new Place("ONSITE", root, Optional.empty()),
        sources,
        new Limits(0, 2, 0.5),
        state.resolve("inbox"));
  }
}
