// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite.outlook;

import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ingestd.journal.Destination;
import org.ingestd.journal.JournalReplica;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.sqlite.tables.Custody;
import org.ingestd.journal.sqlite.tables.Sql;

/** What a look at a file's replicas found, and what came since the one before. */
public final class ReplicaLook {

  private ReplicaLook() {}

  /** In a writing transaction. */
  public static void save(
      Sql sql,
      JournalFile file,
      List<JournalReplica> replicas,
      List<Destination> destinations,
      Instant now)
      throws SQLException {
    Optional<Instant> before =
        destinations.isEmpty() ? Optional.empty() : Custody.looked(sql, file.id());
    if (before.isPresent()) {
      Set<String> came = new HashSet<>(JournalReplica.available(replicas));
      came.removeAll(JournalReplica.available(Custody.replicas(sql, file.id())));
      CopyRows.add(sql, file, before.get(), came, destinations);
    }
    Custody.save(sql, file.id(), replicas, now);
  }
}
