// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.model;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.ingestd.testbed.catalogue.storage.Rse;
import org.ingestd.testbed.catalogue.storage.Site;
import org.ingestd.testbed.catalogue.wire.RucioError;
import org.jspecify.annotations.Nullable;

/**
 * All rows, in plain maps under one lock: reading calls share it, changes have it alone. Everything
 * reached from here may be touched inside {@link #reading} and {@link #writing} only.
 */
public final class CatalogueState {

  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final Clock clock;
  private final Site site;
  private final Random random;
  private final Map<String, Account> accounts = new LinkedHashMap<>();
  private final Map<String, Scope> scopes = new LinkedHashMap<>();
  private final Map<String, Rule> rules = new LinkedHashMap<>();
  private final Map<FileRow, List<Rule>> fileRules = new HashMap<>();
  private final Set<CollectionRow> updated = new LinkedHashSet<>();
  private final List<Rule> injected = new ArrayList<>();
  private final TransferQueue transfers = new TransferQueue();

  public CatalogueState(Site site, Clock clock, long seed) {
    this.site = site;
    this.clock = clock;
    this.random = new Random(seed);
  }

  public <T extends @Nullable Object> T reading(Supplier<T> action) {
    return locked(lock.readLock(), action);
  }

  public <T extends @Nullable Object> T writing(Supplier<T> action) {
    return locked(lock.writeLock(), action);
  }

  private static <T extends @Nullable Object> T locked(
      java.util.concurrent.locks.Lock lock, Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  public Instant now() {
    return clock.instant();
  }

  public Site site() {
    return site;
  }

  public Random random() {
    return random;
  }

  public TransferQueue transfers() {
    return transfers;
  }

  // Accounts and scopes

  public void addAccount(String name, boolean admin) {
    accounts.put(name, new Account(name, admin, now()));
  }

  public Collection<Account> accounts() {
    return accounts.values();
  }

  public Optional<Account> account(String name) {
    return Optional.ofNullable(accounts.get(name));
  }

  public void addScope(String name, String owner) {
    if (scopes.containsKey(name)) {
      throw RucioError.of("Duplicate", "Scope '" + name + "' already exists!");
    }
    scopes.put(name, new Scope(name, owner));
  }

  public Set<String> scopes() {
    return scopes.keySet();
  }

  public List<String> scopesOf(String account) {
    return scopes.values().stream()
        .filter(scope -> scope.owner.equals(account))
        .map(scope -> scope.name)
        .toList();
  }

  public boolean owns(String account, String scope) {
    Scope known = scopes.get(scope);
    return known != null && known.owner.equals(account);
  }

  // DIDs

  public @Nullable DidRow did(String scope, String name) {
    Scope known = scopes.get(scope);
    return known == null ? null : known.dids.get(name);
  }

  /**
   * @throws RucioError DataIdentifierNotFound
   */
  public DidRow existingDid(String scope, String name) {
    DidRow row = did(scope, name);
    if (row == null) {
      throw RucioError.didNotFound(scope, name);
    }
    return row;
  }

  public Collection<DidRow> didsOf(String scope) {
    Scope known = scopes.get(scope);
    return known == null ? List.of() : known.dids.values();
  }

  /**
   * @throws RucioError ScopeNotFound
   */
  public FileRow addFile(String scope, String name, String account) {
    Scope row = existingScope(scope);
    FileRow file = new FileRow(row, name, account, now());
    row.dids.put(name, file);
    return file;
  }

  /**
   * @throws RucioError ScopeNotFound
   */
  public CollectionRow addCollection(
      String scope, String name, String account, CollectionRow.Kind kind) {
    Scope row = existingScope(scope);
    CollectionRow collection = new CollectionRow(row, name, account, now(), kind);
    row.dids.put(name, collection);
    return collection;
  }

  private Scope existingScope(String name) {
    Scope scope = scopes.get(name);
    if (scope == null) {
      throw RucioError.of("ScopeNotFound", "Scope not found!");
    }
    return scope;
  }

  public void removeDid(DidRow row) {
    existingScope(row.scope()).dids.remove(row.name());
  }

  public void attach(CollectionRow parent, DidRow child) {
    parent.attach(child);
  }

  public void detach(CollectionRow parent, DidRow child) {
    parent.detach(child);
  }

  /** Removes a DID with the rules on it; what was in it, and copies, stay. */
  public void erase(DidRow row) {
    List.copyOf(rulesOn(row)).forEach(this::removeRule);
    if (row instanceof CollectionRow collection) {
      collection.detachLatest(collection.children().size());
      updated.remove(collection);
    }
    List.copyOf(row.parents()).forEach(parent -> detach(parent, row));
    removeDid(row);
  }

  public void detachLatest(CollectionRow parent, int count) {
    parent.detachLatest(count);
  }

  // What waits for the judge

  public void markUpdated(CollectionRow dataset) {
    updated.add(dataset);
  }

  public boolean judgeHasWork() {
    return !updated.isEmpty() || !injected.isEmpty();
  }

  /** Leaves a rule's placement to the judge. */
  public void inject(Rule rule) {
    injected.add(rule);
  }

  /** The rules that wait for their placement; they are forgotten by this. */
  public List<Rule> takeInjected() {
    List<Rule> taken = new ArrayList<>(injected);
    injected.clear();
    return taken;
  }

  /** The datasets with files that the judge has not seen; they are forgotten by this. */
  public List<CollectionRow> takeUpdated() {
    List<CollectionRow> taken = new ArrayList<>(updated);
    updated.clear();
    return taken;
  }

  // Rules and locks

  public String newId() {
    return new UUID(random.nextLong(), random.nextLong()).toString().replace("-", "");
  }

  public void addRule(Rule rule) {
    rules.put(rule.id(), rule);
    if (rule.did() instanceof CollectionRow collection) {
      collection.rules().add(rule);
    } else {
      fileRules.computeIfAbsent((FileRow) rule.did(), file -> new ArrayList<>()).add(rule);
    }
  }

  /** Removes a rule and its locks; the copies stay. */
  public void removeRule(Rule rule) {
    rules.remove(rule.id());
    if (rule.did() instanceof CollectionRow collection) {
      collection.rules().remove(rule);
      collection.forEachFile(file -> file.removeLocks(rule));
    } else {
      rulesOn(rule.did()).remove(rule);
      ((FileRow) rule.did()).removeLocks(rule);
    }
  }

  public Collection<Rule> rules() {
    return rules.values();
  }

  public Optional<Rule> rule(String id) {
    return Optional.ofNullable(rules.get(id));
  }

  public List<Rule> rulesOn(DidRow row) {
    return row instanceof CollectionRow collection
        ? collection.rules()
        : fileRules.getOrDefault((FileRow) row, List.of());
  }

  public FileLock addLock(FileRow file, Rule rule, Rse rse, LockState state) {
    return file.addLock(rule, rse, state);
  }
}
