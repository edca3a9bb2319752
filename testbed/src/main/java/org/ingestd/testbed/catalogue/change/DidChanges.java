// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.ingestd.testbed.catalogue.change.Attaching.Manner;
import org.ingestd.testbed.catalogue.model.CatalogueState;
import org.ingestd.testbed.catalogue.model.CollectionRow;
import org.ingestd.testbed.catalogue.model.DidRow;
import org.ingestd.testbed.catalogue.model.FileRow;
import org.ingestd.testbed.catalogue.model.Replica;
import org.ingestd.testbed.catalogue.model.ReplicaState;
import org.ingestd.testbed.catalogue.storage.Rse;
import org.ingestd.testbed.catalogue.wire.AttachmentEntry;
import org.ingestd.testbed.catalogue.wire.FileEntry;
import org.ingestd.testbed.catalogue.wire.RucioError;
import org.ingestd.testbed.catalogue.wire.RuleRequest;
import org.ingestd.testbed.catalogue.wire.ServerVersion;
import org.jspecify.annotations.Nullable;

/** Changes DIDs, their contents, metadata and replicas. Each method is one transaction. */
public final class DidChanges {

  private final CatalogueState state;
  private final ServerVersion version;
  private final Attaching attaching;
  private final ReplicaRegistration replicas;
  private final RuleChanges rules;

  public DidChanges(CatalogueState state, ServerVersion version) {
    this.state = state;
    this.version = version;
    this.attaching = new Attaching(state, version);
    this.replicas = new ReplicaRegistration(state);
    this.rules = new RuleChanges(state);
  }

  /**
   * A new collection with all that may come with it.
   *
   * @param rse of the children, null: they exist
   * @param children empty: none
   */
  public record NewCollection(
      FileEntry.Key key,
      CollectionRow.Kind kind,
      Map<String, JsonNode> meta,
      @Nullable String rse,
      List<FileEntry> children,
      List<RuleRequest> rules) {}

  /** Makes collections, all or none. */
  public void create(List<NewCollection> collections, String account) {
    Transaction.run(
        state,
        transaction -> {
          collections.forEach(collection -> create(transaction, collection, account));
          return account;
        });
  }

  private void create(Transaction transaction, NewCollection collection, String account) {
    FileEntry.Key key = collection.key;
    if (state.did(key.scope(), key.name()) != null) {
      throw RucioError.of("DataIdentifierAlreadyExists", "Data Identifier already exists!");
    }
    CollectionRow row = state.addCollection(key.scope(), key.name(), account, collection.kind);
    transaction.onRollback(() -> state.removeDid(row));
    row.putMeta(Columns.kept(collection.meta));
    if (!collection.children.isEmpty()) {
      attaching.attach(
          transaction,
          new AttachmentEntry(key.scope(), key.name(), collection.rse, collection.children),
          new Manner(account, false));
    }
    for (RuleRequest rule : collection.rules) {
      String owner = rule.account();
      rules.make(transaction, rule, owner == null ? account : owner);
    }
  }

  /** Attaches, creating files and replicas where an RSE is named. */
  public void attach(List<AttachmentEntry> attachments, String account, boolean ignoreDuplicate) {
    Transaction.run(
        state,
        transaction -> {
          Manner manner = new Manner(account, ignoreDuplicate);
          attachments.forEach(attachment -> attaching.attach(transaction, attachment, manner));
          return account;
        });
  }

  /**
   * {@code POST /replicas}.
   *
   * @throws RucioError ResourceTemporaryUnavailable if the RSE is closed for writing
   */
  public void addReplicas(
      Rse rse, List<FileEntry> files, String account, boolean ignoreAvailability) {
    if (!rse.writable() && !ignoreAvailability) {
      throw RucioError.of(
          "ResourceTemporaryUnavailable", rse.name() + " is temporary unavailable for writing");
    }
    if (files.isEmpty() && version.vagueDatabaseErrors()) {
      throw RucioError.of("DatabaseException", "An unknown Database Exception has occurred.");
    }
    long distinct = files.stream().map(FileEntry::key).distinct().count();
    if (distinct < files.size() && version.vagueDatabaseErrors()) {
      throw RucioError.of("DatabaseException", "An unknown Database Exception has occurred.");
    }
    Transaction.run(
        state,
        transaction -> {
          replicas.add(transaction, rse, files, account);
          return account;
        });
  }

  /** Opens or closes a collection. */
  public void setOpen(String scope, String name, boolean open) {
    Transaction.run(
        state,
        transaction -> {
          DidRow row = state.existingDid(scope, name);
          if (!(row instanceof CollectionRow collection) || collection.open() == open) {
            throw RucioError.of(
                "UnsupportedOperation",
                "The status of the data identifier '" + row + "' cannot be changed");
          }
          collection.setOpen(open, open ? collection.closedTotals() : collection.totals());
          return name;
        });
  }

  /** Sets metadata of several DIDs, all or none; the keys have been checked for permission. */
  public void setMeta(Map<FileEntry.Key, Map<String, JsonNode>> values) {
    Transaction.run(
        state,
        transaction -> {
          values.forEach(
              (key, meta) -> {
                Map<String, JsonNode> kept = Columns.kept(meta);
                DidRow row = state.existingDid(key.scope(), key.name());
                Map<String, JsonNode> before = row.meta();
                transaction.onRollback(() -> row.restoreMeta(before));
                row.putMeta(kept);
              });
          return values;
        });
  }

  /** Sets states of replicas at one RSE, all or none. */
  public void setReplicaStates(Rse rse, Map<FileEntry.Key, ReplicaState> states) {
    Transaction.run(
        state,
        transaction -> {
          states.forEach(
              (key, wanted) -> {
                Replica replica = replica(key, rse);
                ReplicaState before = replica.state();
                transaction.onRollback(() -> replica.setState(before));
                replica.setState(wanted);
              });
          return rse;
        });
  }

  private Replica replica(FileEntry.Key key, Rse rse) {
    DidRow row = state.did(key.scope(), key.name());
    Replica replica = row instanceof FileRow file ? file.replica(rse) : null;
    if (replica != null) {
      return replica;
    }
    throw RucioError.of(
        version.major() >= 35 ? "ReplicaNotFound" : "UnsupportedOperation",
        "No row found for scope: " + key.scope() + " name: " + key.name() + " rse: " + rse.name());
  }
}
