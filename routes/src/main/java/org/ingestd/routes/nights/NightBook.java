// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.nights;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ingestd.journal.JournalReader;
import org.ingestd.journal.NightCount;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.routes.nights.NightReport.Arrived;
import org.ingestd.routes.nights.NightReport.Awaited;
import org.ingestd.routes.steps.Source;

/**
 * How nights stand, asked of the journal. A look at it: what was read once does not change, so
 * questions about another moment need another one. One thread.
 */
public final class NightBook {

  private static final int PAGE = 1_000;

  private final JournalReader journal;
  private final Completion completion;
  private final Map<String, Map<String, Arrived>> read = new HashMap<>();
  private final Map<String, Map<String, List<JournalFile>>> unread = new HashMap<>();

  /**
   * @param asksOtherHosts whether markers may be looked for where that needs a connection
   */
  public NightBook(JournalReader journal, InstantSource clock, boolean asksOtherHosts) {
    this(journal, new Completion(clock, asksOtherHosts), Optional.empty());
  }

  private NightBook(JournalReader journal, Completion completion, Optional<String> night) {
    this.journal = journal;
    this.completion = completion;
    journal.nightCounts(night).forEach(this::count);
  }

  /** Of one night alone, which costs less; no other may be asked for. */
  public static NightBook ofNight(JournalReader journal, InstantSource clock, String night) {
    return new NightBook(journal, new Completion(clock, false), Optional.of(night));
  }

  private void count(NightCount count) {
    if (count.state() == FileState.VANISHED) {
      return;
    }
    boolean safe = count.state() == FileState.SAFE || count.state() == FileState.RELEASED;
    Arrived arrived =
        new Arrived(
            count.files(),
            count.bytes(),
            count.registered() ? count.files() : 0,
            safe ? count.files() : 0,
            count.problem() ? count.files() : 0);
    read.computeIfAbsent(count.source(), source -> new TreeMap<>())
        .merge(count.night(), arrived, Arrived::plus);
  }

  private Map<String, List<JournalFile>> unread(Source source) {
    return unread.computeIfAbsent(
        source.name(),
        name -> {
          Map<String, List<JournalFile>> nights = new TreeMap<>();
          UnreadFiles.each(
              journal,
              source,
              (night, file) -> nights.computeIfAbsent(night, n -> new ArrayList<>()).add(file));
          return nights;
        });
  }

  /** The nights of a source that files are known of, oldest first. */
  public List<String> nights(Source source) {
    TreeSet<String> nights = new TreeSet<>(unread(source).keySet());
    nights.addAll(read.getOrDefault(source.name(), Map.of()).keySet());
    return List.copyOf(nights);
  }

  /**
   * @param names at most so many missing files are named
   */
  public NightReport report(Source source, String night, int names) {
    return report(source, night, names, completion.whyNotYet(source, night));
  }

  private NightReport report(Source source, String night, int names, Optional<String> notYet) {
    List<JournalFile> fresh = unread(source).getOrDefault(night, List.of());
    Arrived arrived =
        fresh.stream()
            .map(NightBook::unread)
            .reduce(
                read.getOrDefault(source.name(), Map.of()).getOrDefault(night, Arrived.NOTHING),
                Arrived::plus);
    Awaited awaited = awaited(source, night, fresh, arrived.files(), names);
    return new NightReport(
        source.name(),
        night,
        arrived,
        awaited,
        notYet.or(() -> completion.whyNot(source, fresh.size(), awaited)));
  }

  private static Arrived unread(JournalFile file) {
    return new Arrived(1, file.size(), 0, 0, file.retry().problem() == null ? 0 : 1);
  }

  private Awaited awaited(
      Source source, String night, List<JournalFile> fresh, long files, int names) {
    Expectation expectation = Expectation.of(source, night);
    if (expectation.asksForNames()) {
      fresh.forEach(file -> expectation.arrived(file.key().path()));
      long after = 0;
      List<JournalFile> page = journal.filesOfNight(source.name(), night, after, PAGE);
      while (!page.isEmpty()) {
        for (JournalFile file : page) {
          after = file.id();
          if (file.state() != FileState.VANISHED) {
            expectation.arrived(file.key().path());
          }
        }
        page = journal.filesOfNight(source.name(), night, after, PAGE);
      }
    }
    return expectation.awaited(files, names);
  }

  /** Why a night is not complete; empty if it is. */
  public Optional<String> whyIncomplete(Source source, String night) {
    return completion
        .whyNotYet(source, night)
        .or(() -> report(source, night, 0, Optional.empty()).waitsFor());
  }
}
