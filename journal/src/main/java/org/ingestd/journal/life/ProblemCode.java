// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.life;

/** Everything that can be in the way of a file: a closed list, the same words everywhere. */
public enum ProblemCode {
  RUCIO_UNAVAILABLE(
      Kind.WAIT,
      Severity.WARNING,
      "Rucio does not answer.",
      "Nothing is lost and no attempt is spent; ingestd goes on by itself once Rucio answers. Look at the server or the network."),
  SIGN_IN_FAILED(
      Kind.WAIT,
      Severity.CRITICAL,
      "Rucio refuses our sign-in.",
      "`ingestd auth test` says what is refused, and docs/sign-in.md what to do; ingestd tries again slowly, so that no account is locked."),
  RSE_CLOSED(
      Kind.WAIT,
      Severity.WARNING,
      "The RSE is closed for writing.",
      "Ask the site to open it again (availability_write); ingestd tries again by itself."),
  QUOTA(
      Kind.WAIT,
      Severity.WARNING,
      "The account's quota on the destination is used up.",
      "Ask for more quota on the RSEs of the rule, the source RSE included; ingestd tries again by itself."),
  UNREADABLE(
      Kind.WAIT,
      Severity.WARNING,
      "The file cannot be read.",
      "Give the daemon read access to the file and its directories; it is picked up by itself."),
  IO_ERROR(
      Kind.WAIT,
      Severity.WARNING,
      "The disk or file system failed while the file was read.",
      "Look at the kernel log and the disk; ingestd tries again by itself."),
  SOURCE_OFFLINE(
      Kind.WAIT,
      Severity.CRITICAL,
      "The source, or a file system below it, is not there as it was.",
      "Mount it again; until then nothing is believed to have vanished."),
  HOST_KEY_CHANGED(
      Kind.WAIT,
      Severity.CRITICAL,
      "The source's SSH server shows another key than the known one.",
      "Somebody may be between; nothing is read from it. Ask its administrator for the fingerprint; if it is right, take the old key out of the source's `known-hosts` and run `ingestd sftp trust-host SOURCE`."),
  HOST_KEY_UNKNOWN(
      Kind.WAIT,
      Severity.CRITICAL,
      "The key of the source's SSH server is not known.",
      "`ingestd sftp trust-host SOURCE` shows its fingerprint and stores the key once you confirm it."),
  SOURCE_SIGN_IN_FAILED(
      Kind.WAIT,
      Severity.CRITICAL,
      "The source's SSH server refuses our sign-in.",
      "Check user, `key` or `password` with `ingestd doctor`; ingestd tries again once a minute, so that no account is locked."),
  JOURNAL_FULL(
      Kind.WAIT,
      Severity.CRITICAL,
      "The file system of the journal is full.",
      "Free space below `state`; ingestd goes on by itself."),
  FORMAT_INCOMPLETE(
      Kind.WAIT,
      Severity.INFO,
      "By its own format the file is not complete yet.",
      "If the writer has finished, the file is damaged: look at it."),
  SIDECAR_AWAITED(
      Kind.WAIT,
      Severity.INFO,
      "The file that belongs beside it is not there yet.",
      "If it never comes, look at the writer."),
  SIDECAR_LATE(
      Kind.WAIT,
      Severity.WARNING,
      "The file that belongs beside it is not there after a day.",
      "Look at the writer; once the sidecar is there and whole, the file is taken up by itself."),
  MARKER_AWAITED(
      Kind.WAIT,
      Severity.WARNING,
      "The marker that says the file is complete is not there after a day.",
      "Look at the writer; make the marker if the file is complete. It is taken up by itself."),
  RULE_STUCK(
      Kind.WAIT,
      Severity.WARNING,
      "A replication rule is STUCK, suspended or waits for approval.",
      "Look at the rule's error in Rucio. Rucio repairs a STUCK one by itself; the others need a person there."),
  UNEXPECTED(
      Kind.WAIT,
      Severity.WARNING,
      "Something failed in a way that ingestd does not know.",
      "Look at the detail and the log; ingestd tries again by itself, later each time. Please report it."),
  EMPTY(
      Kind.PERSON,
      Severity.WARNING,
      "The file is empty.",
      "A failed write, most likely. If empty files are wanted, set `empty: register` for the source."),
  NAME_REFUSED(
      Kind.PERSON,
      Severity.WARNING,
      "Rucio would refuse the name that the templates give.",
      "Rename the file or change `naming`; `ingestd explain PATH` shows every step."),
  NAME_COLLISION(
      Kind.PERSON,
      Severity.WARNING,
      "Two files map to one DID.",
      "Change `naming` so that the two differ, or remove one of the files."),
  PATTERN_MISMATCH(
      Kind.PERSON,
      Severity.WARNING,
      "The file's name does not fit the source's pattern.",
      "Change `naming.pattern`, or `exclude` such files."),
  FORMAT_BROKEN(
      Kind.PERSON,
      Severity.WARNING,
      "By its own format the file is damaged.",
      "Look at the file; mend it, `exclude` it or change `complete.format`, then `ingestd files retry`."),
  SIDECAR_MISMATCH(
      Kind.PERSON,
      Severity.WARNING,
      "The file differs from what its sidecar declares.",
      "One of the two is wrong; ask the writer."),
  SIDECAR_BROKEN(
      Kind.PERSON,
      Severity.WARNING,
      "The file that belongs beside it cannot be used.",
      "Mend or remove the sidecar, then `ingestd files retry`; the detail says what is wrong with it."),
  METADATA_MISSING(
      Kind.PERSON,
      Severity.WARNING,
      "Metadata that the source requires are missing.",
      "Mend the file or its sidecar, or change `metadata.required`."),
  NOT_PERMITTED(
      Kind.PERSON,
      Severity.WARNING,
      "Our account may not do this in Rucio.",
      "Ask for the right on the scope, or configure an account that has it; `ingestd doctor` shows which."),
  DATASET_CLOSED(
      Kind.PERSON,
      Severity.WARNING,
      "The dataset is closed in Rucio.",
      "Re-open it, or name another dataset in `naming.dataset`."),
  RULE_REFUSED(
      Kind.PERSON,
      Severity.WARNING,
      "Rucio refuses the replication rule.",
      "Look at the expression, copies, activity and lifetime of the rule; `ingestd doctor` tries the expression."),
  CONFLICT(
      Kind.PERSON,
      Severity.CRITICAL,
      "Rucio knows this DID with another size, checksum or path.",
      "Never overwritten. Find out which file is right; both values stand in the detail."),
  CHANGED_AFTER_REGISTRATION(
      Kind.PERSON,
      Severity.CRITICAL,
      "The file changed after it was registered.",
      "The registered checksums are kept. Find out who wrote to it. Once the registered bytes are back, `ingestd files retry` reads them again."),
  REPLACED_AFTER_REGISTRATION(
      Kind.PERSON,
      Severity.CRITICAL,
      "Another file has taken the place of a registered one.",
      "The registered checksums are kept. Find out who replaced it. If it was restored, `ingestd files retry` reads it again."),
  LOST_AFTER_REGISTRATION(
      Kind.PERSON,
      Severity.CRITICAL,
      "A registered file is gone before enough copies exist.",
      "Restore it from where it came, if that is still possible; then `ingestd files retry` reads it again."),
  READ_AGAIN(
      Kind.WAIT,
      Severity.CRITICAL,
      "What lies at the path of a registered file is to be read again, as a person asked.",
      "If size and checksums are the registered ones, the file goes on by itself; if not, both values are told."),
  RENAMED_AFTER_REGISTRATION(
      Kind.PERSON,
      Severity.CRITICAL,
      "A registered file has another name or place now; Rucio knows it by the old one.",
      "Move it back. If it shall be in Rucio under both names, `ingestd files retry` registers it under this one too."),
  COPY_MISMATCH(
      Kind.PERSON,
      Severity.CRITICAL,
      "A copy differs from the original.",
      "Declare the copy bad in Rucio, so that it is made again."),
  NO_LONGER_SAFE(
      Kind.PERSON,
      Severity.CRITICAL,
      "Copies or rules that made the file SAFE are gone.",
      "Look at the rules and replicas in Rucio. A deleted rule is made again; the file is told of until it is SAFE again."),
  LOST_IN_CATALOGUE(
      Kind.PERSON,
      Severity.CRITICAL,
      "Rucio has marked the file or its source replica as lost or bad, or forgotten it or its dataset.",
      "Find out who did it; the file is still here. Once Rucio has dataset, file and replica again, `ingestd files retry` goes on."),
  HELD(
      Kind.PERSON,
      Severity.WARNING,
      "Held on purpose.",
      "`ingestd files release` lets it go on; who held it and why stands in its history."),
  ACCEPTED(
      Kind.PERSON,
      Severity.INFO,
      "A person knows of its problem, and nothing more is to be done.",
      "What is registered stays as it is. `ingestd files retry` takes a QUARANTINED one up again."),
  CHANGED_WHILE_READ(
      Kind.WAIT,
      Severity.INFO,
      "The file changed while it was read.",
      "It is taken as still being written; a new generation begins.");

  /** Who mends it. */
  public enum Kind {
    /** State kept, retried by itself, for ever. */
    WAIT,
    /** QUARANTINED until a person acts. */
    PERSON
  }

  /** How loud it is told. */
  public enum Severity {
    INFO,
    WARNING,
    CRITICAL
  }

  private final Kind kind;
  private final Severity severity;
  private final String sentence;
  private final String hint;

  ProblemCode(Kind kind, Severity severity, String sentence, String hint) {
    this.kind = kind;
    this.severity = severity;
    this.sentence = sentence;
    this.hint = hint;
  }

  public Kind kind() {
    return kind;
  }

  /** Whether it says that the source of a registered file is not what was registered. */
  public boolean isAboutSource() {
    return this == READ_AGAIN
        || this == CHANGED_AFTER_REGISTRATION
        || this == REPLACED_AFTER_REGISTRATION
        || this == LOST_AFTER_REGISTRATION;
  }

  public Severity severity() {
    return severity;
  }

  public String sentence() {
    return sentence;
  }

  /** What a person can do about it. */
  public String hint() {
    return hint;
  }
}
