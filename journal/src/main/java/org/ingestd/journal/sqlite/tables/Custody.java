// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite.tables;

import static java.util.Comparator.comparing;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.ingestd.journal.JournalReplica;
import org.ingestd.journal.JournalRule;
import org.ingestd.journal.JournalRule.RuleStanding;
import org.ingestd.journal.RuleCensus;
import org.ingestd.rse.Did;

/** Rules and replicas as Rucio last told them. */
public final class Custody {

  /** Since when it is unfinished stays until it is finished. */
  private static final String SAVE_RULE =
      "INSERT INTO rules (rule_id, scope, name, expression, copies, state, ok, replicating, stuck,"
          + " error, asked, unfinished) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
          + " ON CONFLICT DO UPDATE SET scope = excluded.scope, name = excluded.name,"
          + " expression = excluded.expression, copies = excluded.copies, state = excluded.state,"
          + " ok = excluded.ok, replicating = excluded.replicating, stuck = excluded.stuck,"
          + " error = excluded.error, asked = excluded.asked,"
          + " unfinished = iif(excluded.unfinished IS NULL, NULL,"
          + " coalesce(unfinished, excluded.unfinished))";

  private static final String RULES =
      "SELECT rule_id, scope, name, expression, copies, state, ok, replicating, stuck, error, asked"
          + " FROM rules";
  private static final String ONE = RULES + " WHERE rule_id = ?";
  private static final String OF_DID = RULES + " WHERE scope = ? AND name = ? ORDER BY rule_id";
  private static final String PAGE = RULES + " WHERE rule_id > ? ORDER BY rule_id LIMIT ?";
  private static final String SAVE_REPLICA =
      "INSERT INTO replicas (file, n, rse, state, verified, looked) VALUES (?, ?, ?, ?, ?, ?)";
  private static final String LOOKED = "SELECT looked FROM replicas WHERE file = ? AND n = 1";
  private static final String REPLICAS = "SELECT rse, state, verified FROM replicas WHERE file = ?";

  private static final String COUNT_RULES =
      "SELECT expression, state, COUNT(*) FROM rules WHERE state <> 'GONE'"
          + " GROUP BY expression, state ORDER BY expression, state";
  private static final String UNFINISHED_RULES =
      "SELECT rule_id, expression FROM rules WHERE state NOT IN ('OK', 'GONE')"
          + " ORDER BY rule_id LIMIT ?";

  private Custody() {}

  public static void save(Sql sql, JournalRule rule) throws SQLException {
    PreparedStatement save = sql.prepared(SAVE_RULE);
    save.setString(1, rule.ruleId());
    save.setString(2, rule.did().scope());
    save.setString(3, rule.did().name());
    save.setString(4, rule.expression());
    save.setInt(5, rule.copies());
    save.setString(6, rule.standing().state());
    save.setLong(7, rule.standing().locksOk());
    save.setLong(8, rule.standing().locksReplicating());
    save.setLong(9, rule.standing().locksStuck());
    save.setString(10, rule.standing().error());
    long asked = Codes.millis(rule.asked());
    save.setLong(11, asked);
    save.setObject(12, RuleCensus.isUnfinished(rule.standing().state()) ? asked : null);
    save.executeUpdate();
  }

  /** As it was told last; empty if it never was. */
  public static Optional<JournalRule> rule(Sql sql, String id) throws SQLException {
    PreparedStatement find = sql.prepared(ONE);
    find.setString(1, id);
    return rules(find).stream().findFirst();
  }

  public static List<JournalRule> rules(Sql sql, Did did) throws SQLException {
    PreparedStatement find = sql.prepared(OF_DID);
    find.setString(1, did.scope());
    find.setString(2, did.name());
    return rules(find);
  }

  public static List<JournalRule> rulesAfter(Sql sql, String after, int limit) throws SQLException {
    PreparedStatement find = sql.prepared(PAGE);
    find.setString(1, after);
    find.setInt(2, limit);
    return rules(find);
  }

  private static List<JournalRule> rules(PreparedStatement find) throws SQLException {
    List<JournalRule> rules = new ArrayList<>();
    try (ResultSet row = find.executeQuery()) {
      while (row.next()) {
        RuleStanding standing =
            new RuleStanding(
                row.getString(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getString(10));
        rules.add(
            new JournalRule(
                row.getString(1),
                new Did(row.getString(2), row.getString(3)),
                row.getString(4),
                row.getInt(5),
                standing,
                Instant.ofEpochMilli(row.getLong(11))));
      }
    }
    return rules;
  }

  /** How all rules stand. */
  public static RuleCensus census(Sql sql) throws SQLException {
    List<RuleCensus.Tally> tallies = new ArrayList<>();
    try (ResultSet row = sql.prepared(COUNT_RULES).executeQuery()) {
      while (row.next()) {
        tallies.add(new RuleCensus.Tally(row.getString(1), row.getString(2), row.getLong(3)));
      }
    }
    TreeMap<String, String> unfinished = new TreeMap<>();
    PreparedStatement find = sql.prepared(UNFINISHED_RULES);
    find.setInt(1, RuleCensus.MOST);
    try (ResultSet row = find.executeQuery()) {
      while (row.next()) {
        unfinished.put(row.getString(1), row.getString(2));
      }
    }
    return new RuleCensus(tallies, unfinished);
  }

  /** When a file's replicas were looked at last; empty if they never were, or found any. */
  public static Optional<Instant> looked(Sql sql, long file) throws SQLException {
    PreparedStatement find = sql.prepared(LOOKED);
    find.setLong(1, file);
    try (ResultSet row = find.executeQuery()) {
      return row.next() && row.getObject(1) instanceof Number millis
          ? Optional.of(Instant.ofEpochMilli(millis.longValue()))
          : Optional.empty();
    }
  }

  /** Replaces all that was known; of two entries for one RSE the later counts. */
  public static void save(Sql sql, long file, List<JournalReplica> replicas, Instant now)
      throws SQLException {
    PreparedStatement remove = sql.prepared("DELETE FROM replicas WHERE file = ?");
    remove.setLong(1, file);
    remove.executeUpdate();
    TreeMap<String, JournalReplica> byRse = new TreeMap<>();
    replicas.forEach(replica -> byRse.put(replica.rse(), replica));
    int n = 0;
    for (JournalReplica replica : byRse.values()) {
      n++;
      PreparedStatement save = sql.prepared(SAVE_REPLICA);
      save.setLong(1, file);
      save.setInt(2, n);
      save.setObject(3, sql.phrases().stored(replica.rse()));
      save.setObject(4, sql.phrases().stored(replica.state()));
      save.setObject(5, sql.phrases().stored(replica.verified()));
      save.setObject(6, n == 1 ? Codes.millis(now) : null);
      save.executeUpdate();
    }
  }

  public static List<JournalReplica> replicas(Sql sql, long file) throws SQLException {
    PreparedStatement find = sql.prepared(REPLICAS);
    find.setLong(1, file);
    List<JournalReplica> replicas = new ArrayList<>();
    try (ResultSet row = find.executeQuery()) {
      while (row.next()) {
        replicas.add(
            new JournalReplica(
                sql.phrases().required(row.getObject(1)),
                sql.phrases().required(row.getObject(2)),
                sql.phrases().required(row.getObject(3))));
      }
    }
    replicas.sort(comparing(JournalReplica::rse));
    return replicas;
  }
}
