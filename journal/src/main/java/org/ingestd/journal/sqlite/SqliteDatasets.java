// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite;

import java.sql.SQLException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.ingestd.journal.Datasets;
import org.ingestd.journal.dataset.DatasetState;
import org.ingestd.journal.dataset.FoundDataset;
import org.ingestd.journal.dataset.JournalDataset;
import org.ingestd.journal.sqlite.datasets.DatasetRows;
import org.ingestd.journal.sqlite.datasets.Memberships;
import org.ingestd.rse.Did;

/** Datasets in the tables, each change in one transaction of the writer. */
final class SqliteDatasets implements Datasets {

  private final Writer writer;

  SqliteDatasets(Writer writer) {
    this.writer = writer;
  }

  @Override
  public boolean beginClosing(Did name) {
    return writer.write(
        1,
        transaction -> {
          Optional<JournalDataset> dataset = DatasetRows.named(transaction.sql(), name);
          if (dataset.isEmpty()
              || dataset.get().state() != DatasetState.OPEN
              || Memberships.awaitsFiles(transaction.sql(), dataset.get())) {
            return false;
          }
          save(transaction, dataset.get().with(DatasetState.CLOSING));
          return true;
        });
  }

  @Override
  public void closed(Did name) {
    change(name, JournalDataset::closed);
  }

  @Override
  public void reopened(Did name) {
    change(name, JournalDataset::reopened);
  }

  @Override
  public void found(FoundDataset dataset) {
    writer.write(
        dataset.members().size() + 1,
        transaction -> {
          Memberships.found(transaction.sql(), dataset);
          transaction.countOthers(dataset.members().size() + 1);
          return dataset;
        });
  }

  @Override
  public void contained(Did name, boolean contained) {
    change(name, dataset -> dataset.contained(contained));
  }

  private void change(Did name, UnaryOperator<JournalDataset> change) {
    writer.write(
        1,
        transaction -> {
          Optional<JournalDataset> known = DatasetRows.named(transaction.sql(), name);
          if (known.isPresent()) {
            save(transaction, change.apply(known.get()));
          }
          return known;
        });
  }

  private static void save(Transaction transaction, JournalDataset dataset) throws SQLException {
    DatasetRows.update(transaction.sql(), dataset);
    transaction.countOthers(1);
  }
}
