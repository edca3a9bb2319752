// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ingestd.rse.NamingResult.Named;
import org.ingestd.rse.NamingResult.PatternMismatch;
import org.ingestd.rse.NamingResult.Refused;
import org.ingestd.rse.escape.HarmlessText;

/** Names files by a source's settings and a server's rules. Pure arithmetic; thread-safe. */
public final class Naming {

  private static final List<String> OF_EVERY_FILE =
      List.of(Template.PATH, Template.NAME, "stem", Template.DIRECTORY, Template.NIGHT);
  private static final String SOURCE = "source";
  private static final String CONTAINED = "A file or dataset and its container";

  /** Groups that tell the night's time, the better one first. */
  private static final List<String> TIMES = List.of("datetime", "date");

  private static final String DATE_OBS = "FITS DATE-OBS";

  private final String source;
  private final NamingSettings settings;
  private final NameRules rules;
  private final Optional<FileNamePattern> pattern;
  private final Template scope;
  private final Template did;
  private final Optional<Template> dataset;
  private final Optional<Template> container;
  private final List<String> neededGroups;

  /**
   * @param source the source's name, for {@code {source}}
   * @throws IllegalArgumentException if a template names a placeholder that the pattern does not
   *     give, naming both, or has text that no Rucio server takes
   */
  public Naming(String source, NamingSettings settings, NameRules rules) {
    this(source, settings, Optional.empty(), rules);
  }

  /**
   * @param container template of the name of the container that holds the dataset, in the same
   *     scope
   * @throws IllegalArgumentException as above
   */
  public Naming(
      String source, NamingSettings settings, Optional<String> container, NameRules rules) {
    this.source = source;
    this.settings = settings;
    this.rules = rules;
    this.pattern = settings.pattern().map(FileNamePattern::new);
    List<String> groups = pattern.map(FileNamePattern::groups).orElse(List.of());
    refuseShadowing(groups);
    this.scope = template(Template.Kind.SCOPE, settings.scope(), groups);
    this.did = template(Template.Kind.DID, settings.did(), groups);
    this.dataset = settings.dataset().map(text -> template(Template.Kind.DATASET, text, groups));
    this.container = container.map(text -> template(Template.Kind.CONTAINER, text, groups));
    this.neededGroups =
        templates().flatMap(Template::placeholders).distinct().filter(groups::contains).toList();
    refuseFixedScope();
  }

  private Stream<Template> templates() {
    return Stream.of(Stream.of(scope, did), dataset.stream(), container.stream())
        .flatMap(all -> all);
  }

  private static void refuseShadowing(List<String> groups) {
    for (String group : groups) {
      if (OF_EVERY_FILE.contains(group) || group.equals(SOURCE)) {
        throw new IllegalArgumentException(
            "naming.pattern: the group '%s' has the name of a placeholder that every file has; give it another name"
                .formatted(group));
      }
    }
  }

  private Template template(Template.Kind kind, String text, List<String> groups) {
    List<String> available = new ArrayList<>(OF_EVERY_FILE);
    available.addAll(groups);
    return Template.parse(kind, text, Map.of(SOURCE, source), available);
  }

  private void refuseFixedScope() {
    if (scope.isFixed()) {
      String fixed = scope.fill(Map.of(), settings.escape());
      rules
          .whyNotScope(fixed)
          .ifPresent(
              why -> {
                throw new IllegalArgumentException("naming.scope: " + why);
              });
    }
  }

  /** Names of the pattern's groups, in its order. */
  public List<String> groups() {
    return pattern.map(FileNamePattern::groups).orElse(List.of());
  }

  /** Those of the pattern's groups that the dataset's name is made of; all its files share them. */
  public Set<String> datasetGroups() {
    List<String> groups = groups();
    return dataset.stream()
        .flatMap(Template::placeholders)
        .filter(groups::contains)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * What the pattern's groups catch in a file's name, without those that take no part; none if the
   * name does not fit.
   *
   * @param path of which only the file's name counts
   */
  public Map<String, String> groups(RawPath path) {
    return pattern
        .flatMap(fitting -> fitting.match(path.name()))
        .map(Naming::texts)
        .orElse(Map.of());
  }

  /** Whether DID or dataset names can have slashes, which servers before 38 refuse. */
  public boolean givesSlashes() {
    return templatesWithSlashes().findAny().isPresent();
  }

  /**
   * Why this naming cannot be used with the server at all, so that it is better not to start. A
   * single name may be refused all the same.
   */
  public Optional<String> whyNotServer() {
    if (rules.slashAllowed()) {
      return Optional.empty();
    }
    return templatesWithSlashes()
        .findFirst()
        .map(
            template ->
                "Source '%s': the template \"%s\" gives names with slashes; %s takes those only from version %d on. Use one without {path}, {dir} and slashes, e.g. {name}, or a newer server"
                    .formatted(source, template, rules.server(), NameRules.SLASH_SINCE));
  }

  private Stream<Template> templatesWithSlashes() {
    return templates().skip(1).filter(Template::givesSlashes);
  }

  /**
   * @param path relative to the RSE's root
   * @param modified the file's modification time, for the night if nothing better says it
   */
  public NamingResult name(RawPath path, Instant modified) {
    return name(path, modified, Optional.empty());
  }

  /**
   * @param path relative to the RSE's root
   * @param modified the file's modification time, for the night if nothing better says it
   * @param observed DATE-OBS of its FITS header, for the night if its name does not say it; what is
   *     no date that can be read counts as not there
   */
  public NamingResult name(RawPath path, Instant modified, Optional<String> observed) {
    RawPath name = path.name();
    Map<String, byte[]> groups = Map.of();
    if (pattern.isPresent()) {
      Optional<Map<String, byte[]>> match = pattern.get().match(name);
      if (match.isEmpty()) {
        return new PatternMismatch(
            "The file name '%s' does not fit the pattern %s of source '%s'"
                .formatted(name, pattern.get(), source));
      }
      groups = match.get();
    }
    for (String group : neededGroups) {
      if (!groups.containsKey(group)) {
        return new PatternMismatch(
            "The group '%s' of the pattern catches nothing in the file name '%s', but a template of source '%s' needs it"
                .formatted(group, name, source));
      }
    }
    return name(path, time(modified, observed), groups);
  }

  /** A night, and where its time came from. */
  private record NightFrom(String night, String from) {}

  private NightFrom time(Instant modified, Optional<String> observed) {
    return observed
        .flatMap(GroupTime::ofCard)
        .map(time -> new NightFrom(time.night(settings.night()), DATE_OBS))
        .orElseGet(() -> new NightFrom(settings.night().of(modified), "mtime"));
  }

  private NamingResult name(RawPath path, NightFrom otherwise, Map<String, byte[]> groups) {
    String night = otherwise.night();
    String nightFrom = otherwise.from();
    for (String time : TIMES) {
      if (!TIMES.contains(nightFrom) && groups.containsKey(time)) {
        String text = HarmlessText.of(groups.get(time));
        Optional<GroupTime> read = GroupTime.parse(text);
        if (read.isPresent()) {
          night = read.get().night(settings.night());
          nightFrom = time;
        } else if (usesNight()) {
          return new PatternMismatch(
              "The group '%s' caught '%s' in the file name '%s', which is no date that can be read"
                  .formatted(time, text, path.name()));
        }
      }
    }
    return written(path, groups, night, nightFrom);
  }

  private boolean usesNight() {
    return templates().anyMatch(template -> template.uses(Template.NIGHT));
  }

  private NamingResult written(
      RawPath path, Map<String, byte[]> groups, String night, String nightFrom) {
    Map<String, byte[]> values = new HashMap<>(groups);
    values.put(Template.PATH, path.shared());
    values.put(Template.NAME, path.name().shared());
    values.put("stem", path.stem().shared());
    values.put(Template.DIRECTORY, path.directory().map(RawPath::shared).orElse(new byte[0]));
    values.put(Template.NIGHT, night.getBytes(US_ASCII));

    String inScope = scope.fill(values, settings.escape());
    String didName = did.fill(values, settings.escape());
    Optional<String> datasetName =
        dataset.map(template -> template.fill(values, settings.escape()));
    Optional<String> containerName =
        container.map(template -> template.fill(values, settings.escape()));
    Optional<String> whyNot =
        rules
            .whyNotScope(inScope)
            .or(() -> rules.whyNotName(didName))
            .or(() -> datasetName.flatMap(rules::whyNotName).map(why -> "Dataset: " + why))
            .or(() -> containerName.flatMap(rules::whyNotName).map(why -> "Container: " + why))
            .or(() -> whyNotBoth("The file and its dataset", didName, datasetName))
            .or(() -> whyNotBoth(CONTAINED, didName, containerName))
            .or(() -> datasetName.flatMap(name -> whyNotBoth(CONTAINED, name, containerName)));
    if (whyNot.isPresent()) {
      return new Refused(whyNot.get());
    }
    return new Named(
        new Did(inScope, didName),
        datasetName.map(name -> new Did(inScope, name)),
        containerName.map(name -> new Did(inScope, name)),
        night,
        nightFrom,
        texts(groups));
  }

  /** Files, datasets and containers share their names in a scope. */
  private static Optional<String> whyNotBoth(String both, String held, Optional<String> holder) {
    return holder
        .filter(held::equals)
        .map(name -> "%s would both be called '%s'".formatted(both, name));
  }

  private static Map<String, String> texts(Map<String, byte[]> groups) {
    Map<String, String> texts = new LinkedHashMap<>();
    groups.forEach((group, value) -> texts.put(group, HarmlessText.of(value)));
    return Collections.unmodifiableMap(texts);
  }

  /**
   * Whether {@link #path} can lead back: the DID template has the whole path, as {@code {path}} or
   * {@code {dir}/{name}}, and beside it only fixed text and the night.
   */
  public boolean isReversible() {
    return did.isReversible();
  }

  /**
   * The way back: the path relative to the RSE's root that a file of this DID has.
   *
   * @return empty if no file of this source is called so, or if it is not reversible
   */
  public Optional<RawPath> path(Did known) {
    if (rules.whyNotName(known.name()).isPresent()) {
      return Optional.empty();
    }
    if (scope.isFixed() && !scope.fill(Map.of(), settings.escape()).equals(known.scope())) {
      return Optional.empty();
    }
    return did.path(known.name(), settings.escape())
        .flatMap(RawPath::ifValid)
        .filter(path -> pattern.isEmpty() || pattern.get().match(path.name()).isPresent());
  }
}
