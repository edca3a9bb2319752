// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ingestd.rse.Did;
import org.ingestd.rse.RseDescription;

/**
 * A Rucio server, reduced to what ingestd does with it. Thread-safe; blocks the caller.
 *
 * <p>Every method throws {@link RucioException} with a {@link Refusal}; retries below a second have
 * been made by then.
 */
public final class RucioClient implements AutoCloseable {

  public RucioClient(RucioSettings settings, Clock clock, CallListener listener) {
    throw new UnsupportedOperationException("" + settings + clock + listener);
  }

  /** Whether a call would be sent at all: false while the circuit is open. */
  public boolean available() {
    throw new UnsupportedOperationException();
  }

  /** The server's version, e.g. {@code 41.5.1}; needs no sign-in. */
  public String serverVersion() throws RucioException {
    throw new UnsupportedOperationException();
  }

  /** The account that our token belongs to. */
  public String account() throws RucioException {
    throw new UnsupportedOperationException();
  }

  /** The scopes of our account. */
  public Set<String> scopes() throws RucioException {
    throw new UnsupportedOperationException();
  }

  public RseDescription rse(String name) throws RucioException {
    throw new UnsupportedOperationException(name);
  }

  /** The RSEs that an expression matches; empty if it matches none. */
  public Set<String> rses(String expression) throws RucioException {
    throw new UnsupportedOperationException(expression);
  }

  /**
   * Makes the dataset unless it exists.
   *
   * @return true if it was made now
   * @throws RucioException CONFLICT if the name is a file or container
   */
  public boolean ensureDataset(Did dataset) throws RucioException {
    throw new UnsupportedOperationException(dataset.toString());
  }

  /** Makes the rule, or finds the equal one that exists already: never two. */
  public RuleInfo ensureRule(WantedRule wanted) throws RucioException {
    throw new UnsupportedOperationException(wanted.toString());
  }

  /**
   * Registers files in place and attaches them, sorted, in calls of at most {@code limits.batch},
   * several at a time. A refused call is halved until the bad file stands alone.
   *
   * @return an outcome for every file
   * @throws RucioException for what concerns all files (away, dataset unknown or closed, not
   *     permitted); files sent before that may be registered
   */
  public Map<Did, AttachOutcome> attach(Did dataset, String rse, List<ReplicaEntry> files)
      throws RucioException {
    throw new UnsupportedOperationException("" + dataset + rse + files);
  }

  /** What the catalogue knows of these files; unknown ones are left out. */
  public Map<Did, CatalogueFile> files(Collection<Did> files) throws RucioException {
    throw new UnsupportedOperationException(files.toString());
  }

  /**
   * Which of these files are attached to the dataset, with size and checksums; chooses the cheaper
   * way (whole dataset in one stream, or file by file).
   */
  public Map<Did, CatalogueFile> attached(Did dataset, Collection<Did> files)
      throws RucioException {
    throw new UnsupportedOperationException("" + dataset + files);
  }

  /**
   * Replicas in every state.
   *
   * @param scheme of the PFNs asked for
   * @param rse only replicas there; empty: everywhere
   */
  public Map<Did, CatalogueReplicas> replicas(
      Collection<Did> files, Optional<String> scheme, Optional<String> rse) throws RucioException {
    throw new UnsupportedOperationException("" + files + scheme + rse);
  }

  /**
   * @throws RucioException RULE_UNKNOWN if it was deleted or has expired
   */
  public RuleInfo rule(String id) throws RucioException {
    throw new UnsupportedOperationException(id);
  }

  /** All rules on a DID, whoever made them. */
  public List<RuleInfo> rules(Did did) throws RucioException {
    throw new UnsupportedOperationException(did.toString());
  }

  /** How many locks each file has under a rule. */
  public Map<Did, Integer> locks(String ruleId) throws RucioException {
    throw new UnsupportedOperationException(ruleId);
  }

  @Override
  public void close() {}
}
