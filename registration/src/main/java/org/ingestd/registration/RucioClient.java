// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.ingestd.registration.calls.Accounts;
import org.ingestd.registration.calls.Attachment;
import org.ingestd.registration.calls.Attachments;
import org.ingestd.registration.calls.Datasets;
import org.ingestd.registration.calls.Lines;
import org.ingestd.registration.calls.Metadata;
import org.ingestd.registration.calls.MetadataWriting;
import org.ingestd.registration.calls.ReadBack;
import org.ingestd.registration.calls.Refusals;
import org.ingestd.registration.calls.ReplicaListing;
import org.ingestd.registration.calls.Rses;
import org.ingestd.registration.calls.Rules;
import org.ingestd.registration.calls.Transfers;
import org.ingestd.registration.catalogue.AttachOutcome;
import org.ingestd.registration.catalogue.CatalogueFile;
import org.ingestd.registration.catalogue.CatalogueReplicas;
import org.ingestd.registration.catalogue.Deletion;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.ReplicaEntry;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.registration.catalogue.RuleInfo;
import org.ingestd.registration.catalogue.TransferRequest;
import org.ingestd.registration.catalogue.WantedRule;
import org.ingestd.registration.rest.Failure;
import org.ingestd.registration.rest.Identity;
import org.ingestd.registration.rest.Surroundings;
import org.ingestd.registration.rest.Token;
import org.ingestd.rse.Did;
import org.ingestd.rse.RseDescription;
import org.jspecify.annotations.Nullable;

/**
 * A Rucio server, reduced to what ingestd does with it. Thread-safe; blocks the caller.
 *
 * <p>Every method throws {@link RucioException} with a {@link Refusal}; retries below a second have
 * been made by then.
 */
public final class RucioClient implements AutoCloseable {

  private final RucioSettings settings;
  private final Connection connection;
  private final Lines lines;
  private final Metadata metadata;
  private final Attachments attachments;
  private final ReadBack readBack;
  private volatile @Nullable String account;

  /**
   * Contacts nothing yet.
   *
   * @throws IllegalArgumentException if the address would send secrets in the clear, or {@code ca}
   *     holds no certificate
   */
  public RucioClient(RucioSettings settings, Clock clock, CallListener listener) {
    this(settings, clock, clock, listener);
  }

  /**
   * For who runs for long: the wall's clock may be set meanwhile.
   *
   * @param clock on the wall
   * @param steady which nobody sets: by it the circuit opens again, a refused sign-in rests, and an
   *     issuer's keys grow old
   * @throws IllegalArgumentException as above
   */
  public RucioClient(RucioSettings settings, Clock clock, Clock steady, CallListener listener) {
    this(settings, Surroundings.real(clock, steady), listener);
  }

  RucioClient(RucioSettings settings, Surroundings surroundings, CallListener listener) {
    this.settings = settings;
    this.connection = Connection.open(settings, surroundings, listener);
    this.lines = new Lines(connection.calls(), connection.parallel());
    this.metadata = new Metadata(lines);
    this.attachments =
        new Attachments(connection.calls(), connection.parallel(), metadata, surroundings.random());
    this.readBack = new ReadBack(connection.calls(), connection.parallel(), metadata);
  }

  /**
   * Whether a call would be sent at all: false while the circuit is open or a refused sign-in is
   * not tried again. May ask the server a small question to find out.
   */
  public boolean available() {
    return connection.calls().available(Accounts.probe(settings.account()));
  }

  /** The server's version, e.g. {@code 41.5.1}; needs no sign-in. */
  public String serverVersion() throws RucioException {
    return told(() -> new Accounts(connection.calls()).serverVersion());
  }

  /**
   * The server's clock, to the second; needs no sign-in.
   *
   * @throws RucioException UNAVAILABLE also if a front end leaves {@code Date} out
   */
  public Instant serverTime() throws RucioException {
    return told(() -> new Accounts(connection.calls()).serverTime());
  }

  /**
   * Bytes our account may hold on each RSE, by its local limits; an RSE without one is left out.
   */
  public Map<String, Double> quotas() throws RucioException {
    String own = account();
    return told(() -> new Accounts(connection.calls()).quotas(own));
  }

  /**
   * Signs in unless that is done, and tells as whom.
   *
   * @throws RucioException SIGN_IN_FAILED or OTHER_ACCOUNT if somebody has to change something;
   *     UNAVAILABLE if Rucio or the issuer of our tokens does not answer
   */
  public SignedInAs signIn() throws RucioException {
    Token token = told(() -> connection.session().current());
    return new SignedInAs(token.identity(), token.expires(), account());
  }

  /**
   * Who we are to Rucio. Holds no secret.
   *
   * @param tokenEnds by our own clock; it is renewed before
   */
  public record SignedInAs(Identity identity, Instant tokenEnds, String account) {}

  /** The account that our token belongs to. */
  public String account() throws RucioException {
    String known = account;
    if (known == null) {
      known = told(() -> new Accounts(connection.calls()).whoAmI());
      account = known;
    }
    return known;
  }

  /** Whether our account is an admin: it may do far more than ingestd needs. */
  public boolean isAdmin() throws RucioException {
    String own = account();
    return told(() -> new Accounts(connection.calls()).isAdmin(own));
  }

  /** The scopes of our account. */
  public Set<String> scopes() throws RucioException {
    String own = account();
    return told(() -> new Accounts(connection.calls()).scopes(own));
  }

  public RseDescription rse(String name) throws RucioException {
    String version = serverVersion();
    return told(() -> new Rses(connection.calls(), lines).get(name, version));
  }

  /** What Rucio may delete on an RSE. */
  public Deletion deletion(String rse) throws RucioException {
    return told(() -> new Rses(connection.calls(), lines).deletion(rse));
  }

  /** The RSEs that an expression matches; empty if it matches none. */
  public Set<String> rses(String expression) throws RucioException {
    return told(() -> new Rses(connection.calls(), lines).matching(expression));
  }

  /**
   * Makes the dataset unless it exists.
   *
   * @return true if it was made now
   * @throws RucioException CONFLICT if the name is a file or container
   */
  public boolean ensureDataset(Did dataset) throws RucioException {
    return told(() -> datasets().ensure(dataset));
  }

  /**
   * Makes the container unless it exists, and puts the dataset into it unless it lies there.
   *
   * @throws RucioException CONFLICT if the container's name is a file or dataset; UNSUPPORTED if
   *     somebody closed it and the dataset is not in it; DID_UNKNOWN if the dataset does not exist
   */
  public void ensureContained(Did dataset, Did container) throws RucioException {
    told(
        () -> {
          datasets().ensureContained(dataset, container);
          return container;
        });
  }

  /**
   * Closes the dataset, so that nothing can be attached any more, unless it is closed.
   *
   * @return true if it was closed now
   * @throws RucioException DID_UNKNOWN if it does not exist
   */
  public boolean closeDataset(Did dataset) throws RucioException {
    return told(() -> datasets().setOpen(dataset, false));
  }

  /**
   * Opens a closed dataset again, unless it is open. A site's policy may allow that to
   * administrators alone.
   *
   * @return true if it was opened now
   * @throws RucioException DID_UNKNOWN if it does not exist; NOT_PERMITTED, UNSUPPORTED
   */
  public boolean reopenDataset(Did dataset) throws RucioException {
    return told(() -> datasets().setOpen(dataset, true));
  }

  /** Makes the rule, or finds the equal one that exists already: never two. */
  public RuleInfo ensureRule(WantedRule wanted) throws RucioException {
    String own = account();
    return told(() -> rules().ensure(wanted, own));
  }

  /**
   * Registers files in place and attaches them, sorted, in calls of at most {@code limits.batch},
   * several at a time. A refused call is halved until the bad file stands alone. Two entries for
   * one DID that differ are refused here (CONFLICT) and neither is sent.
   *
   * @return an outcome for every file; {@code Refused} with UNAVAILABLE is one to try again
   * @throws RucioException for what concerns all files (away, dataset unknown or closed, not
   *     permitted); files sent before that may be registered
   */
  public Map<Did, AttachOutcome> attach(Did dataset, String rse, List<ReplicaEntry> files)
      throws RucioException {
    int batch = settings.limits().batch();
    return told(() -> attachments.attach(new Attachment(dataset, rse), files, batch));
  }

  /** Files that {@link #attach} sends side by side: a batch on each connection. */
  public int filesAtOnce() {
    return settings.limits().batch() * settings.limits().connections();
  }

  /** What the catalogue knows of these files; unknown ones are left out. */
  public Map<Did, CatalogueFile> files(Collection<Did> files) throws RucioException {
    return told(() -> metadata.files(files));
  }

  /**
   * Sets metadata of files, all keys of each at once, and reads them back. Other keys that a file
   * has stay; a repeat changes nothing.
   *
   * @param metadata a JSON object each, without keys that are columns of Rucio's own
   * @return those files whose metadata Rucio does not have, with the reason
   * @throws RucioException for what concerns all files
   */
  public Map<Did, RucioException> setMetadata(Map<Did, String> metadata) throws RucioException {
    int batch = settings.limits().batch();
    return told(
        () ->
            new MetadataWriting(connection.calls(), connection.parallel(), lines)
                .write(metadata, batch));
  }

  /**
   * Which of these files are attached to the dataset, with size and adler32; chooses the cheaper
   * way (whole dataset in one stream, or file by file). The md5 is only told by the latter.
   */
  public Map<Did, CatalogueFile> attached(Did dataset, Collection<Did> files)
      throws RucioException {
    return told(() -> readBack.attached(dataset, files));
  }

  /**
   * Hands over every file that is attached to the dataset, as the answer comes, so that memory does
   * not depend on the dataset's size.
   *
   * @param begin an answer begins (anew): what was handed over before is void
   */
  public void contents(Did dataset, Runnable begin, Consumer<CatalogueFile> file)
      throws RucioException {
    told(
        () -> {
          readBack.each(dataset, begin, file);
          return dataset;
        });
  }

  /**
   * Replicas in every state; files that the catalogue does not know are left out.
   *
   * @param scheme of the PFNs asked for
   * @param rse only replicas there; empty: everywhere
   */
  public Map<Did, CatalogueReplicas> replicas(
      Collection<Did> files, Optional<String> scheme, Optional<String> rse) throws RucioException {
    return told(() -> new ReplicaListing(lines).of(files, scheme, rse));
  }

  /**
   * @throws RucioException RULE_UNKNOWN if it was deleted or has expired
   */
  public RuleInfo rule(String id) throws RucioException {
    return told(() -> rules().get(id));
  }

  /**
   * Asks for a STUCK rule's copies again, now and not when Rucio's repairer comes to it by itself.
   *
   * @throws RucioException NOT_PERMITTED where that is for admins alone; RULE_UNKNOWN
   */
  public void boostRule(String id) throws RucioException {
    told(
        () -> {
          rules().boost(id);
          return id;
        });
  }

  /** All rules on a DID, whoever made them. */
  public List<RuleInfo> rules(Did did) throws RucioException {
    return told(() -> rules().on(did));
  }

  /** How many locks each file has under a rule. */
  public Map<Did, Integer> locks(String ruleId) throws RucioException {
    return told(() -> rules().locks(ruleId));
  }

  /**
   * The transfer of a file to an RSE; empty if none is under way.
   *
   * @throws RucioException NOT_PERMITTED where a site's policy keeps it from us; RSE_UNKNOWN
   */
  public Optional<TransferRequest> transfer(Did file, String rse) throws RucioException {
    return told(() -> new Transfers(connection.calls()).of(file, rse));
  }

  /** For meters: the breaker is named {@code rucio}. */
  public CircuitBreakerRegistry circuitBreakers() {
    return connection.resilience().circuitBreakers();
  }

  /** For meters: calls at the same time. */
  public BulkheadRegistry bulkheads() {
    return connection.resilience().bulkheads();
  }

  /** For meters: repeats below a second. */
  public RetryRegistry retries() {
    return connection.resilience().retries();
  }

  @Override
  public void close() {
    connection.close();
  }

  private Datasets datasets() {
    return new Datasets(connection.calls(), metadata);
  }

  private Rules rules() {
    return new Rules(connection.calls(), lines, metadata);
  }

  private interface Work<T> {
    T run() throws Failure, RucioException;
  }

  private static <T> T told(Work<T> work) throws RucioException {
    try {
      return work.run();
    } catch (Failure failure) {
      throw Refusals.exception(failure);
    }
  }
}
