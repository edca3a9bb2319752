// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.model;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ingestd.testbed.catalogue.storage.Rse;

/**
 * An account with its quotas; usage counts what its rules lock.
 *
 * <p>Guarded by the lock of {@link CatalogueState}.
 */
public final class Account {

  private final String name;
  private final boolean admin;
  private final Instant created;
  private final Map<Rse, Long> limits = new LinkedHashMap<>();
  private final Map<Rse, Usage> usage = new LinkedHashMap<>();

  /** Bytes and files that an account's rules lock at an RSE. */
  public record Usage(long bytes, long files) {
    static final Usage NONE = new Usage(0, 0);
  }

  public Account(String name, boolean admin, Instant created) {
    this.name = name;
    this.admin = admin;
    this.created = created;
  }

  public String name() {
    return name;
  }

  /** Whether the account has the attribute {@code admin}. */
  public boolean admin() {
    return admin;
  }

  public Instant created() {
    return created;
  }

  public Map<Rse, Long> limits() {
    return limits;
  }

  public Usage usage(Rse rse) {
    return usage.getOrDefault(rse, Usage.NONE);
  }

  void use(Rse rse, long bytes, int files) {
    Usage before = usage(rse);
    usage.put(rse, new Usage(before.bytes() + bytes, before.files() + files));
  }

  /** What is left of the quota; admins have no limit, accounts without a limit have nothing. */
  public long quotaLeft(Rse rse) {
    if (admin) {
      return Long.MAX_VALUE;
    }
    return limits.getOrDefault(rse, -1L) - usage(rse).bytes();
  }
}
