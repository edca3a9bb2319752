// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.sabotage;

import java.util.List;
import java.util.Set;
import org.ingestd.harness.crash.Point;
import org.ingestd.harness.oracle.Violation;
import org.ingestd.harness.world.World;
import org.ingestd.testbed.catalogue.http.Fault;

/**
 * A mistake, the situation in which it does harm, and what the oracle must call it.
 *
 * @param accident what happens to any daemon in this situation, right or wrong
 * @param mistake what is wrong in the daemon
 * @param death where it is stopped and looked at before it goes on
 * @param names any of these
 */
record Control(
    String what,
    Situation situation,
    List<Edit> accident,
    List<Edit> mistake,
    Point death,
    Set<Violation> names) {

  /** What is so before the daemon starts. */
  interface Situation {
    void arrange(World world) throws Exception;
  }

  private static final Situation NOTHING_SPECIAL = world -> {};

  private static final Point REGISTERED = Point.parse("after move DIGESTED>REGISTERED");
  private static final String STEPS = "routes/src/main/java/org/ingestd/routes/steps/";
  private static final String JOURNAL = "journal/src/main/java/org/ingestd/journal/";
  private static final String CHECKSUM = "checksum/src/main/java/org/ingestd/checksum/";
  private static final String CALLS = "registration/src/main/java/org/ingestd/registration/calls/";

  static final Control NO_READ_BACK =
      new Control(
          "Rucio says 201 and has attached nothing; what it has is not read back",
          world -> world.catalogue().faults().add(Fault.error("attach", 201, "").times(1)),
          List.of(),
          List.of(
              new Edit(
                  STEPS + "register/InPlace.java",
                  "wave.readBack(rucio.attached(dataset, wave.open()));",
                  "")),
          REGISTERED,
          Set.of(Violation.CLAIMED_WITHOUT_EFFECT));

  static final Control NO_SECOND_LOOK =
      new Control(
          "a file is written to while it is read; it is not looked at again",
          world -> world.scanOnce(),
          List.of(
              new Edit(
                  CHECKSUM + "DigestReader.java",
                  "digests = digest(open, wanted);",
                  """
                  digests = digest(open, wanted);
                  if (System.getProperty("rewritten") == null) {
                    System.setProperty("rewritten", file.toString());
                    byte[] all = java.nio.file.Files.readAllBytes(file);
                    all[0]++;
                    java.nio.file.Files.write(file, all);
                  }
                  """)),
          List.of(
              new Edit(
                  CHECKSUM + "DigestReader.java",
                  "return change.map(Reading.ChangedWhileRead::new);",
                  "return Optional.empty();"),
              new Edit(
                  STEPS + "register/LookBefore.java",
                  "private Optional<Entry> change(JournalFile file, Look look) {",
                  "private Optional<Entry> change(JournalFile file, Look look) {"
                      + " if (file != null) return Optional.empty();"),
              new Edit(STEPS + "register/LookAfter.java", "recheck.gone(others);", "")),
          REGISTERED,
          Set.of(Violation.WRONG_CHECKSUM));

  static final Control RULE_WITHOUT_ASKING =
      new Control(
          "a rule that exists is not adopted but made in other words",
          NOTHING_SPECIAL,
          List.of(),
          List.of(
              new Edit(
                  CALLS + "Rules.java",
                  "find(wanted, account).orElseThrow(() -> vanished(wanted));",
                  "ensure(new WantedRule(wanted.did(), \"(\" + wanted.expression() + \")\","
                      + " wanted.copies(), wanted.terms()), account);")),
          Point.parse("after call rule"),
          Set.of(Violation.DUPLICATE_RULE));

  static final Control SWALLOWED_EXCEPTION =
      new Control(
          "Rucio is busy; the exception is ignored and the step goes on",
          world -> world.catalogue().faults().add(Fault.busy("attach", 30).times(2)),
          List.of(),
          List.of(
              new Edit(
                  STEPS + "register/InPlace.java",
                  "wave.failed(e, catalogue.refusals());",
                  "wave.registered();")),
          REGISTERED,
          Set.of(Violation.CLAIMED_WITHOUT_EFFECT));

  static final Control DROPPED_OUTCOME =
      new Control(
          "a step forgets to say when the file is due again",
          NOTHING_SPECIAL,
          List.of(),
          List.of(
              new Edit(
                  STEPS + "register/Wave.java",
                  "Entry.Next.due(bench.now())",
                  "Entry.Next.nothing()")),
          REGISTERED,
          Set.of(Violation.STUCK_WITHOUT_REASON));

  static final Control COMMIT_THAT_IS_NONE =
      new Control(
          "the journal says that a change is durable which it has taken back",
          NOTHING_SPECIAL,
          List.of(),
          List.of(
              new Edit(
                  JOURNAL + "sqlite/Writer.java",
                  "transaction.sql().execute(\"COMMIT\");",
                  "transaction.sql().execute(\"ROLLBACK\");")),
          Point.parse("after move NEW>SIGHTED"),
          Set.of(Violation.FORGOTTEN));

  static final Control TOUCHED_SOURCE =
      new Control(
          "the daemon sets a time of an instrument's file",
          NOTHING_SPECIAL,
          List.of(),
          List.of(
              new Edit(
                  "routes/src/main/java/org/ingestd/routes/disk/Forcing.java",
                  "listener.forcing(what);",
                  "listener.forcing(what); if (what == Forced.FILE)"
                      + " java.nio.file.Files.setLastModifiedTime(path,"
                      + " java.nio.file.attribute.FileTime.fromMillis(0));")),
          Point.parse("after force FILE"),
          Set.of(Violation.SOURCE_TOUCHED));

  static List<Control> all() {
    return List.of(
        NO_READ_BACK,
        NO_SECOND_LOOK,
        RULE_WITHOUT_ASKING,
        SWALLOWED_EXCEPTION,
        DROPPED_OUTCOME,
        COMMIT_THAT_IS_NONE,
        TOUCHED_SOURCE);
  }

  /** Those in which a right daemon meets something that it does not meet every day. */
  static List<Control> hard() {
    return List.of(NO_READ_BACK, NO_SECOND_LOOK, SWALLOWED_EXCEPTION);
  }

  @Override
  public String toString() {
    return what;
  }
}
