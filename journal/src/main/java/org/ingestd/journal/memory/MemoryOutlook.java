// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.memory;

import static java.util.Comparator.comparing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ingestd.journal.Census;
import org.ingestd.journal.HistoryLine;
import org.ingestd.journal.JournalRule;
import org.ingestd.journal.dataset.JournalDataset;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.outlook.Arrivals;
import org.ingestd.journal.outlook.CopyTally;
import org.ingestd.journal.outlook.FileFilter;
import org.ingestd.journal.outlook.FileSlice;
import org.ingestd.journal.outlook.NightTotal;
import org.ingestd.journal.outlook.OperatorAct;
import org.ingestd.journal.outlook.OperatorWords;
import org.ingestd.journal.outlook.Outlook;
import org.ingestd.journal.outlook.ProblemGroup;
import org.ingestd.journal.outlook.RuleTally;
import org.ingestd.journal.outlook.Sample;
import org.ingestd.journal.outlook.SampleSpan;
import org.ingestd.journal.outlook.SliceStart;
import org.ingestd.journal.outlook.SourceAct;

/** The same answers as the durable journal's, from going through everything. */
final class MemoryOutlook implements Outlook {

  private final MemoryJournal journal;
  private final MemoryFiles files;
  private final MemoryRules rules;
  private final MemoryDatasets datasets;
  private final Map<SampleSpan, TreeMap<Instant, Sample>> samples = new EnumMap<>(SampleSpan.class);
  private final List<SourceAct> sourceActs = new ArrayList<>();

  MemoryOutlook(
      MemoryJournal journal, MemoryFiles files, MemoryRules rules, MemoryDatasets datasets) {
    this.datasets = datasets;
    this.journal = journal;
    this.files = files;
    this.rules = rules;
  }

  @Override
  public FileSlice slice(FileFilter filter, SliceStart start, int limit) {
    synchronized (journal) {
      Comparator<JournalFile> order = comparing(JournalFile::id);
      List<JournalFile> found =
          files
              .all()
              .filter(file -> isWanted(file, filter))
              .filter(
                  file ->
                      start.newestFirst() ? file.id() < start.after() : file.id() > start.after())
              .sorted(start.newestFirst() ? order.reversed() : order)
              .limit(limit)
              .toList();
      return new FileSlice(found, found.size() < limit ? null : found.get(limit - 1).id());
    }
  }

  private static boolean isWanted(JournalFile file, FileFilter filter) {
    return filter.source().map(file.key().source()::equals).orElse(true)
        && (filter.states().isEmpty() || filter.states().contains(file.state()))
        && filter.problem().map(problem -> problem == file.retry().problem()).orElse(true)
        && filter.text().map(text -> MemoryFiles.holds(file, text)).orElse(true);
  }

  @Override
  public List<ProblemGroup> problems(int examples) {
    synchronized (journal) {
      Map<ProblemCode, List<JournalFile>> byProblem =
          files
              .all()
              .filter(file -> file.retry().problem() != null)
              .sorted(comparing(MemoryOutlook::since).thenComparing(JournalFile::id))
              .collect(
                  Collectors.groupingBy(file -> Objects.requireNonNull(file.retry().problem())));
      return byProblem.entrySet().stream()
          .map(
              group ->
                  new ProblemGroup(
                      group.getKey(),
                      group.getValue().size(),
                      since(group.getValue().get(0)),
                      group.getValue().stream().limit(examples).toList()))
          .sorted(ProblemGroup.MOST_SEVERE_FIRST)
          .toList();
    }
  }

  private static Instant since(JournalFile file) {
    return file.standing().since();
  }

  @Override
  public List<RuleTally> rules() {
    synchronized (journal) {
      Map<List<String>, RuleTally> tallies = new TreeMap<>(comparing(Object::toString));
      for (JournalRule rule : rules.all()) {
        RuleTally one = tally(rule);
        tallies.merge(
            List.of(one.source(), one.expression(), one.state()), one, MemoryOutlook::sum);
      }
      return tallies.values().stream().sorted(RuleTally.ORDER).toList();
    }
  }

  private RuleTally tally(JournalRule rule) {
    Optional<JournalDataset> dataset = journal.dataset(rule.did());
    JournalRule.RuleStanding standing = rule.standing();
    return new RuleTally(
        dataset.flatMap(this::source).orElse(""),
        rule.expression(),
        standing.state(),
        new RuleTally.Extent(
            1,
            dataset.map(JournalDataset::files).orElse(1L),
            dataset.map(JournalDataset::bytes).orElse(0L)),
        new RuleTally.Locks(standing.locksOk(), standing.locksReplicating(), standing.locksStuck()),
        rules.unfinished(rule));
  }

  private Optional<String> source(JournalDataset dataset) {
    return files
        .all()
        .filter(file -> dataset.did().equals(file.identity().dataset()))
        .map(file -> file.key().source())
        .findFirst();
  }

  private static RuleTally sum(RuleTally one, RuleTally other) {
    RuleTally.Extent here = one.extent();
    RuleTally.Extent there = other.extent();
    return new RuleTally(
        one.source(),
        one.expression(),
        one.state(),
        new RuleTally.Extent(
            here.rules() + there.rules(),
            here.files() + there.files(),
            here.bytes() + there.bytes()),
        new RuleTally.Locks(
            one.locks().ok() + other.locks().ok(),
            one.locks().replicating() + other.locks().replicating(),
            one.locks().stuck() + other.locks().stuck()),
        Stream.of(one, other)
            .map(RuleTally::oldest)
            .filter(Objects::nonNull)
            .min(comparing(RuleTally.Unfinished::since))
            .orElse(null));
  }

  @Override
  public List<CopyTally> copies(Instant now) {
    synchronized (journal) {
      Map<List<String>, CopyTally> tallies = new TreeMap<>(comparing(Object::toString));
      for (MemoryRules.Copies came : rules.copies()) {
        String source = journal.dataset(came.did()).flatMap(this::source).orElse("");
        boolean lately = !came.at().isBefore(now.minus(Duration.ofHours(1)));
        if (!came.at().isBefore(now.minus(CopyTally.LONGEST))
            && !came.counts().equals(CopyTally.Counts.NONE)) {
          tallies.merge(
              List.of(source, came.expression()),
              new CopyTally(
                  source,
                  came.expression(),
                  lately ? came.counts() : CopyTally.Counts.NONE,
                  came.counts()),
              MemoryOutlook::sum);
        }
      }
      return tallies.values().stream().sorted(CopyTally.ORDER).toList();
    }
  }

  private static CopyTally sum(CopyTally one, CopyTally other) {
    return new CopyTally(
        one.source(), one.expression(), one.hour().plus(other.hour()), one.day().plus(other.day()));
  }

  @Override
  public List<OperatorAct> acts(long before, int limit) {
    synchronized (journal) {
      List<OperatorAct> all = new ArrayList<>();
      Stream<Map.Entry<JournalFile, HistoryLine>> lines =
          files
              .all()
              .flatMap(file -> files.history(file.id()).stream().map(l -> Map.entry(file, l)));
      lines
          .filter(line -> OperatorWords.in(line.getValue().reason()).isPresent())
          .sorted(comparing(line -> line.getValue().at()))
          .forEach(line -> all.add(act(all.size() + 1L, line.getKey(), line.getValue())));
      return all.stream()
          .filter(act -> act.number() < before)
          .sorted(comparing(OperatorAct::number).reversed())
          .limit(limit)
          .toList();
    }
  }

  private static OperatorAct act(long number, JournalFile file, HistoryLine line) {
    OperatorWords words = OperatorWords.required(line.reason());
    return new OperatorAct(number, file, line.at(), line.from(), line.to(), words);
  }

  @Override
  public List<SourceAct> sourceActs(long before, int limit) {
    synchronized (journal) {
      return sourceActs.stream()
          .filter(act -> act.number() < before)
          .sorted(comparing(SourceAct::number).reversed())
          .limit(limit)
          .toList();
    }
  }

  void keep(Instant now, String source, OperatorWords words) {
    sourceActs.add(new SourceAct(sourceActs.size() + 1L, now, source, words));
  }

  @Override
  public List<Sample> samples(SampleSpan span) {
    synchronized (journal) {
      return List.copyOf(kept(span).values());
    }
  }

  @Override
  public Optional<NightTotal> newestNight(Instant now) {
    synchronized (journal) {
      return datasets.newestNight(NightTotal.latest(now));
    }
  }

  @Override
  public Map<String, Arrivals> arrivals(Instant now) {
    synchronized (journal) {
      return files.arrivals(now);
    }
  }

  void keep(Instant now, Census census) {
    Map<FileState, Sample.Amount> amounts = new EnumMap<>(FileState.class);
    census
        .tallies()
        .values()
        .forEach(
            source ->
                source.forEach(
                    (state, tally) ->
                        amounts.merge(
                            state,
                            new Sample.Amount(tally.count(), tally.bytes()),
                            Sample.Amount::plus)));
    for (SampleSpan span : amounts.isEmpty() ? new SampleSpan[0] : SampleSpan.values()) {
      Instant at = span.stepOf(now);
      kept(span).putIfAbsent(at, new Sample(at, amounts));
      kept(span).headMap(span.oldest(now), false).clear();
    }
  }

  private NavigableMap<Instant, Sample> kept(SampleSpan span) {
    return samples.computeIfAbsent(span, key -> new TreeMap<>());
  }
}
