// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.calls;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.registration.catalogue.AttachOutcome;
import org.ingestd.registration.catalogue.AttachOutcome.Attached;
import org.ingestd.registration.catalogue.AttachOutcome.Refused;
import org.ingestd.registration.catalogue.CatalogueFile;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.ReplicaEntry;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.registration.rest.Calls;
import org.ingestd.registration.rest.Failure;
import org.ingestd.rse.Did;

/**
 * One batch on its way into a dataset. If Rucio refuses it for the sake of some file, it is halved
 * until that file stands alone: about 2·log2(n) calls for one bad file of n. Used by one thread.
 */
public final class BatchAttachment {

  /** Enough for some five bad files in a batch of 300; with more, the rest waits its turn. */
  private static final int MOST_CALLS = 64;

  /** How many files must fail alone before a server error is the server's. */
  private static final int PROBES = 3;

  private final Attachment attachment;
  private final Calls calls;
  private final Metadata metadata;
  private final Map<Did, AttachOutcome> outcomes = new HashMap<>();
  private int callsLeft = MOST_CALLS;
  private boolean repeated;
  private boolean serverWorks;

  BatchAttachment(Attachment attachment, Calls calls, Metadata metadata) {
    this.attachment = attachment;
    this.calls = calls;
    this.metadata = metadata;
  }

  /**
   * @param files sorted by DID, one scheme
   * @throws Failure for what concerns all
   */
  Map<Did, AttachOutcome> settle(List<ReplicaEntry> files, RandomGenerator random)
      throws Failure, RucioException {
    try {
      send(files);
    } catch (Failure failure) {
      if (serverError(failure)) {
        again(files, random);
      } else {
        refused(files, failure);
      }
    }
    return outcomes;
  }

  /** A deadlock or two that insert the same row are over by now; anything else comes again. */
  private void again(List<ReplicaEntry> files, RandomGenerator random)
      throws Failure, RucioException {
    calls.step();
    try {
      send(files);
    } catch (Failure failure) {
      if (serverError(failure) && files.size() > 1) {
        requireWorkingServer(files, failure, random);
      }
      refused(files, failure);
    }
  }

  /**
   * Rucio says 500 for broken content and for a broken server alike. If it takes any single file,
   * the content is at fault. The files are drawn, so that bad ones do not hide the rest for ever.
   */
  private void requireWorkingServer(
      List<ReplicaEntry> files, Failure failure, RandomGenerator random)
      throws Failure, RucioException {
    for (int probe = 0; probe < PROBES && !serverWorks; probe++) {
      try {
        send(List.of(files.get(random.nextInt(files.size()))));
      } catch (Failure alone) {
        calls.blameServer(alone);
        serverWorks = !serverError(alone) && !concernsAll(alone, files);
      }
    }
    if (!serverWorks) {
      calls.blameServer(failure);
      throw failure;
    }
  }

  private void halve(List<ReplicaEntry> files) throws Failure, RucioException {
    int middle = files.size() / 2;
    part(files.subList(0, middle));
    part(files.subList(middle, files.size()));
  }

  private void part(List<ReplicaEntry> files) throws Failure, RucioException {
    List<ReplicaEntry> open =
        files.stream().filter(file -> !outcomes.containsKey(file.did())).toList();
    if (open.isEmpty()) {
      return;
    }
    if (callsLeft <= 0) {
      open.forEach(file -> outcomes.put(file.did(), new Refused(leftForLater())));
      return;
    }
    try {
      send(open);
    } catch (Failure failure) {
      refused(open, failure);
    }
  }

  private void refused(List<ReplicaEntry> files, Failure failure) throws Failure, RucioException {
    if (concernsAll(failure, files)) {
      throw failure;
    }
    if (files.size() > 1) {
      halve(files);
    } else {
      ReplicaEntry file = files.get(0);
      outcomes.put(file.did(), alone(file, failure));
    }
  }

  private void send(List<ReplicaEntry> files) throws Failure {
    callsLeft--;
    boolean again = attachment.send(calls, files, true);
    repeated |= again;
    serverWorks = true;
    files.forEach(file -> outcomes.put(file.did(), new Attached(repeated)));
  }

  private boolean concernsAll(Failure failure, List<ReplicaEntry> files)
      throws Failure, RucioException {
    return switch (Refusals.meaning(failure)) {
      case CONFLICT, NAME_REFUSED, PFN_REFUSED, FILE_LOST -> false;
      case UNAVAILABLE -> !serverError(failure);
      case SCOPE_UNKNOWN -> files.stream().map(file -> file.did().scope()).distinct().count() == 1;
      case UNSUPPORTED -> {
        requireOpenDataset(failure);
        yield false;
      }
      case SIGN_IN_FAILED,
          OTHER_ACCOUNT,
          NOT_PERMITTED,
          DATASET_CLOSED,
          RSE_CLOSED,
          QUOTA,
          RULE_REFUSED,
          DID_UNKNOWN,
          RSE_UNKNOWN,
          RULE_UNKNOWN ->
          true;
    };
  }

  /** One class stands for a closed dataset, for something else than a dataset, for a LOST file. */
  private void requireOpenDataset(Failure failure) throws Failure, RucioException {
    Metadata.Columns dataset = metadata.of(attachment.dataset()).orElseThrow(() -> failure);
    if (!dataset.isDataset()) {
      throw Refusals.exception(Refusal.CONFLICT, failure);
    }
    if (!dataset.open()) {
      throw Refusals.exception(Refusal.DATASET_CLOSED, failure);
    }
  }

  /** Some refusals mean several things: what the catalogue knows of the file decides. */
  private AttachOutcome alone(ReplicaEntry file, Failure failure) throws Failure {
    Refusal meaning = Refusals.meaning(failure);
    if (meaning == Refusal.NAME_REFUSED || meaning == Refusal.PFN_REFUSED) {
      return new Refused(Refusals.exception(failure));
    }
    Metadata.Columns known = metadata.of(file.did()).orElse(null);
    if (known == null) {
      return new Refused(Refusals.exception(failure));
    }
    if (!known.isFile()) {
      return new Refused(Refusals.exception(Refusal.CONFLICT, failure));
    }
    if (known.file().lost()) {
      return new Refused(Refusals.exception(Refusal.FILE_LOST, failure));
    }
    return lacksOnlyMd5(file, known.file())
        ? adopt(file)
        : new Refused(Refusals.exception(failure));
  }

  /** Rucio calls it a mismatch when it has no md5 and we send one (41.5.1). */
  private static boolean lacksOnlyMd5(ReplicaEntry file, CatalogueFile known) {
    return known.md5() == null
        && file.digests().get(DigestAlgorithm.MD5).isPresent()
        && known.bytes() == file.bytes()
        && file.digests().adler32().equals(known.adler32());
  }

  /** A file that was there before us: its path is for the caller to compare. */
  private AttachOutcome adopt(ReplicaEntry file) throws Failure {
    try {
      attachment.send(calls, List.of(file), false);
      return new Attached(true);
    } catch (Failure failure) {
      return new Refused(Refusals.exception(failure));
    }
  }

  private static boolean serverError(Failure failure) {
    return failure.status() == 500 && Refusals.away(failure);
  }

  private RucioException leftForLater() {
    return new RucioException(
        Refusal.UNAVAILABLE,
        0,
        "",
        "Not sent this time: too many files of the same batch into "
            + attachment.dataset()
            + " were refused; it is tried again without them");
  }
}
