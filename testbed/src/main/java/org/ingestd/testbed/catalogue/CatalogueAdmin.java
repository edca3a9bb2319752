// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.ingestd.rse.Did;
import org.ingestd.testbed.catalogue.calls.Tokens;
import org.ingestd.testbed.catalogue.daemons.Daemons;
import org.ingestd.testbed.catalogue.model.CatalogueState;
import org.ingestd.testbed.catalogue.model.CollectionRow;
import org.ingestd.testbed.catalogue.model.DidRow;
import org.ingestd.testbed.catalogue.model.FileRow;
import org.ingestd.testbed.catalogue.model.LockState;
import org.ingestd.testbed.catalogue.model.Replica;
import org.ingestd.testbed.catalogue.model.ReplicaState;
import org.ingestd.testbed.catalogue.model.Rule;
import org.ingestd.testbed.catalogue.model.RuleState;
import org.ingestd.testbed.catalogue.storage.Rse;
import org.jspecify.annotations.Nullable;

/**
 * Changes the catalogue without asking its server: what operators and accidents do. Thread-safe.
 */
public final class CatalogueAdmin {

  private static final long QUOTA = 1_000_000_000_000_000L;
  private static final List<String> WITH_QUOTA = List.of("ONSITE", "TAPE-A", "DISK-A", "DISK-B");

  private final CatalogueState state;
  private final Tokens tokens;
  private final Daemons daemons;

  CatalogueAdmin(CatalogueState state, Tokens tokens, Daemons daemons) {
    this.state = state;
    this.tokens = tokens;
    this.daemons = daemons;
  }

  /** The accounts, scopes and quotas of the real test bed. */
  void furnish() {
    addAccount("root", true, "ddmlab", "secret");
    addAccount("ingest", true, "ingest", "pw");
    addAccount("clerk", false, "clerk", "pw");
    addAccount("plain", false, "plain", "pw");
    addScope("lst", "ingest");
    addScope("magic", "ingest");
    addScope("clerk", "clerk");
    addScope("foreign", "root");
    for (String rse : WITH_QUOTA) {
      setQuota("ingest", rse, QUOTA);
      setQuota("clerk", rse, QUOTA);
    }
  }

  /** A new account that a user of its own can sign in to. */
  public void addAccount(String account, boolean isAdmin, String username, String password) {
    change(rows -> rows.addAccount(account, isAdmin));
    tokens.addUser(username, password, List.of(account));
  }

  /** A user of several accounts: without naming one, sign-in answers 206. */
  public void addUser(String username, String password, List<String> accounts) {
    tokens.addUser(username, password, accounts);
  }

  /**
   * Lets an identity without a password in.
   *
   * @param identity a certificate's subject (RFC 2253), or {@code SUB=…, ISS=…} of a JWT
   * @param accounts the default one first
   */
  public void addIdentity(String identity, List<String> accounts) {
    tokens.addIdentity(identity, accounts);
  }

  /**
   * Takes JWTs of this issuer from now on.
   *
   * @param issuer to the letter as it stands in tokens
   * @param keys where its key set is
   */
  public void trustIssuer(URI issuer, URI keys) {
    tokens.trust(issuer.toString(), keys);
  }

  public void addScope(String scope, String account) {
    change(rows -> rows.addScope(scope, account));
  }

  public void setQuota(String account, String rse, long bytes) {
    Rse row = state.site().get(rse);
    change(rows -> rows.account(account).orElseThrow().limits().put(row, bytes));
  }

  /** All tokens are unknown from now on. */
  public void revokeTokens() {
    tokens.revokeAll();
  }

  /** Tokens given out from now on live that long. */
  public void setTokenLifetime(Duration lifetime) {
    tokens.setLifetime(lifetime);
  }

  /** Opens or closes an RSE for writing, {@code availability_write}. */
  public void setWritable(String rse, boolean open) {
    state.site().get(rse).setWritable(open);
  }

  /** Opens or closes an RSE for deletion, {@code availability_delete}. */
  public void setDeletable(String rse, boolean open) {
    state.site().get(rse).setDeletable(open);
  }

  /**
   * @param value text, or {@code true}
   */
  public void setAttribute(String rse, String key, Object value) {
    state.site().get(rse).setAttribute(key, value);
  }

  /** Opens or closes an RSE as a source of copies. */
  public void setReadable(String rse, boolean open) {
    state.site().get(rse).setReadable(open);
  }

  /** Removes a rule at once, without the hour's grace. */
  public void deleteRule(String id) {
    change(rows -> rows.removeRule(rows.rule(id).orElseThrow()));
  }

  /**
   * As a judge that gave up, or a person, would.
   *
   * @param wanted e.g. {@code SUSPENDED}
   */
  public void setRuleState(String id, String wanted, String error) {
    change(
        rows -> rows.rule(id).orElseThrow().setState(RuleState.valueOf(wanted), error, rows.now()));
  }

  /** Rucio's repairer takes a STUCK rule with its next pass. */
  public void boostRule(String id) {
    change(rows -> rows.rule(id).orElseThrow().setBoosted(true));
  }

  /** The file counts as lost: it cannot be attached any more. */
  public void markLost(Did did) {
    change(rows -> file(did).setLost(true));
  }

  /** The replica is BAD from now on. */
  public void declareBad(Did did, String rse) {
    setReplicaState(did, rse, ReplicaState.BAD);
  }

  public void setReplicaState(Did did, String rse, ReplicaState wanted) {
    change(rows -> replica(did, rse).setState(wanted));
  }

  /** Forgets a replica; its locks stay as they are. */
  public void removeReplica(Did did, String rse) {
    change(rows -> file(did).removeReplica(replica(did, rse)));
  }

  private Replica replica(Did did, String rse) {
    Replica replica = file(did).replica(state.site().get(rse));
    if (replica == null) {
      throw new IllegalArgumentException("No replica of " + did + " at " + rse);
    }
    return replica;
  }

  /**
   * Makes a file DID or overwrites what an existing one says of its content.
   *
   * @param adler32 null: none
   */
  public void putFile(Did did, long bytes, @Nullable String adler32) {
    change(
        rows -> {
          DidRow row = rows.did(did.scope(), did.name());
          FileRow file =
              row instanceof FileRow known ? known : rows.addFile(did.scope(), did.name(), "root");
          file.setContent(bytes, adler32, file.md5());
        });
  }

  /**
   * @param path behind the RSE's prefix, with a slash in front
   */
  public void putReplica(Did did, String rse, String path) {
    Rse row = state.site().get(rse);
    change(rows -> file(did).addReplica(row, path, ReplicaState.AVAILABLE));
  }

  /** Erases a dataset or file as Rucio's undertaker or reaper does, at once. */
  public void erase(Did did) {
    change(rows -> rows.erase(rows.existingDid(did.scope(), did.name())));
  }

  /** Takes a file out of a dataset as somebody else would. */
  public void detach(Did dataset, Did did) {
    change(
        rows ->
            rows.detach(
                (CollectionRow) rows.existingDid(dataset.scope(), dataset.name()), file(did)));
  }

  /** Closes a dataset as somebody else would. */
  public void close(Did dataset) {
    change(
        rows -> {
          CollectionRow row = (CollectionRow) rows.existingDid(dataset.scope(), dataset.name());
          row.setOpen(false, row.totals());
        });
  }

  private FileRow file(Did did) {
    if (state.did(did.scope(), did.name()) instanceof FileRow file) {
      return file;
    }
    throw new IllegalArgumentException("No file " + did);
  }

  private void change(Consumer<CatalogueState> change) {
    state.writing(
        () -> {
          change.accept(state);
          return state;
        });
    daemons.wake();
  }

  Snapshot snapshot() {
    return state.reading(
        () -> {
          Map<Did, Snapshot.File> files = new LinkedHashMap<>();
          Map<Did, Snapshot.Dataset> collections = new LinkedHashMap<>();
          for (String scope : state.scopes()) {
            for (DidRow row : state.didsOf(scope)) {
              if (row instanceof FileRow file) {
                files.put(did(row), shown(file));
              } else if (row instanceof CollectionRow collection) {
                collections.put(did(row), shown(collection));
              }
            }
          }
          Map<String, Snapshot.Rule> rules = new LinkedHashMap<>();
          state.rules().forEach(rule -> rules.put(rule.id(), shown(rule)));
          return new Snapshot(files, collections, rules);
        });
  }

  private static Did did(DidRow row) {
    return new Did(row.scope(), row.name());
  }

  private static Snapshot.File shown(FileRow file) {
    Map<String, Snapshot.Replica> replicas = new LinkedHashMap<>();
    for (Replica replica : file.replicas()) {
      replicas.put(
          replica.rse().name(), new Snapshot.Replica(replica.state().name(), replica.path(file)));
    }
    return new Snapshot.File(
        file.bytes(), file.adler32(), file.md5(), file.lost(), replicas, Map.copyOf(file.meta()));
  }

  private static Snapshot.Dataset shown(CollectionRow collection) {
    Set<Did> children = new LinkedHashSet<>();
    collection.children().forEach(child -> children.add(did(child)));
    return new Snapshot.Dataset(collection.type(), collection.open(), children);
  }

  private static Snapshot.Rule shown(Rule rule) {
    Snapshot.Standing standing =
        new Snapshot.Standing(
            rule.state().name(),
            rule.locks(LockState.OK),
            rule.locks(LockState.REPLICATING),
            rule.locks(LockState.STUCK),
            rule.error().orElse(null));
    return new Snapshot.Rule(
        did(rule.did()),
        rule.owner().name(),
        rule.wish().expression(),
        rule.wish().copies(),
        standing);
  }
}
