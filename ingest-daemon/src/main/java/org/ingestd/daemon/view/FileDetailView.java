// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ingestd.journal.HistoryLine;
import org.ingestd.journal.JournalReader;
import org.ingestd.journal.JournalReplica;
import org.ingestd.journal.JournalRule;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.metadata.JournalMetadata;
import org.jspecify.annotations.Nullable;

/** One file with all that is known of it, as {@code files show --json} shows it. */
public record FileDetailView(
    @JsonUnwrapped FileView file,
    List<HistoryView> history,
    List<RuleView> rules,
    List<ReplicaView> replicas,
    @Nullable MetadataView metadata) {

  /**
   * What the file is described by in Rucio.
   *
   * @param written when Rucio took them; null before
   * @param problem why it did not last time
   */
  public record MetadataView(
      JsonNode content,
      @Nullable Instant written,
      @Nullable ProblemCode problem,
      @Nullable String severity,
      @Nullable String detail,
      @Nullable Instant due) {

    static MetadataView of(JournalMetadata metadata) {
      ProblemCode problem = metadata.retry().problem();
      return new MetadataView(
          Json.node(metadata.content().json()),
          metadata.written(),
          problem,
          problem == null ? null : FileView.lower(ProblemCode.Severity.WARNING),
          metadata.retry().detail(),
          metadata.retry().due());
    }
  }

  /**
   * @param from null for the first sighting
   */
  public record HistoryView(
      Instant at, @Nullable FileState from, FileState to, String reason, int generation) {

    public static HistoryView of(HistoryLine line) {
      return new HistoryView(line.at(), line.from(), line.to(), line.reason(), line.generation());
    }
  }

  /** A rule and how its locks stood when Rucio was asked last. */
  public record RuleView(
      String id, String expression, int copies, @JsonUnwrapped StandingView standing) {

    static RuleView of(JournalRule rule) {
      JournalRule.RuleStanding standing = rule.standing();
      return new RuleView(
          rule.ruleId(),
          rule.expression(),
          rule.copies(),
          new StandingView(
              standing.state(),
              standing.locksOk(),
              standing.locksReplicating(),
              standing.locksStuck(),
              standing.error()));
    }
  }

  /**
   * @param error Rucio's words; null if there is none
   */
  public record StandingView(
      String state, long locksOk, long locksReplicating, long locksStuck, @Nullable String error) {}

  /**
   * @param verified by whom size and checksum were confirmed
   */
  public record ReplicaView(String rse, String state, String verified) {

    static ReplicaView of(JournalReplica replica) {
      return new ReplicaView(replica.rse(), replica.state(), replica.verified());
    }
  }

  /** Reads what belongs to a file. */
  public static FileDetailView of(JournalFile file, JournalReader journal) {
    return new FileDetailView(
        FileView.of(file),
        journal.history(file.id()).stream().map(HistoryView::of).toList(),
        rules(file, journal).stream().map(RuleView::of).toList(),
        journal.replicas(file.id()).stream().map(ReplicaView::of).toList(),
        journal.metadata(file.id()).map(MetadataView::of).orElse(null));
  }

  /** Those on its dataset and those on itself: a rule for some files only stands on each. */
  private static List<JournalRule> rules(JournalFile file, JournalReader journal) {
    return Stream.of(
            Optional.ofNullable(file.identity().dataset()),
            Optional.ofNullable(file.identity().did()))
        .flatMap(Optional::stream)
        .flatMap(did -> journal.rules(did).stream())
        .toList();
  }
}
