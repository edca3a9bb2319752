// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ingestd.journal.Samples.stamp;
import static org.ingestd.journal.life.FileState.DIGESTED;
import static org.ingestd.journal.life.FileState.PROTECTED;
import static org.ingestd.journal.life.FileState.REGISTERED;
import static org.ingestd.journal.life.FileState.SETTLED;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ingestd.journal.life.Entry.Move;
import org.ingestd.journal.life.Entry.Next;
import org.ingestd.journal.life.Entry.Renew;
import org.ingestd.journal.life.Facts;
import org.ingestd.journal.life.FileMetadata;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.life.Retry;
import org.ingestd.journal.metadata.JournalMetadata;
import org.ingestd.journal.metadata.MetadataTally;
import org.ingestd.journal.metadata.MetadataToWrite;
import org.junit.jupiter.api.Test;

/** Metadata: known with the digests, to be written once the file is registered. */
abstract class MetadataContract extends DatasetContract {

  private static final FileMetadata RUN = new FileMetadata("{\"run\":\"00017\",\"ü\":[1,\"\\n\"]}");

  MetadataContract(Kind kind) {
    super(kind);
  }

  private JournalFile digested(String path, FileMetadata metadata) {
    JournalFile file = file(path, SETTLED);
    Facts facts = new Facts(null, Samples.identity(), metadata);
    record(new Move(file.id(), SETTLED, DIGESTED, "read", facts, Next.due(clock.instant())));
    return at(path);
  }

  private JournalMetadata metadata(JournalFile file) {
    return journal.metadata(file.id()).orElseThrow();
  }

  @Test
  void metadataWaitUntilTheFileIsRegisteredAndThenAreDueAtOnce() {
    JournalFile file = digested("a", RUN);
    assertThat(metadata(file)).isEqualTo(JournalMetadata.found(RUN));
    assertThat(journal.metadataToWrite(later(9_999), 10)).isEmpty();
    tick(Duration.ofSeconds(5));

    move("a", REGISTERED);

    JournalMetadata due = new JournalMetadata(RUN, null, new Retry(0, now(), null, null));
    assertThat(metadata(file)).isEqualTo(due);
    assertThat(journal.metadataToWrite(now(), 10))
        .containsExactly(new MetadataToWrite(file.id(), Samples.DID, due));
    assertThat(journal.census().metadata()).isEqualTo(new MetadataTally(1, 0));
  }

  @Test
  void whatRucioTookIsNeverDueAgain() {
    JournalFile file = digested("a", RUN);
    move("a", REGISTERED);

    journal.saveMetadata(Map.of(file.id(), metadata(file).written(now())));
    move("a", PROTECTED);
    move("a", REGISTERED);

    assertThat(metadata(file))
        .isEqualTo(new JournalMetadata(RUN, now(), new Retry(0, null, null, null)));
    assertThat(journal.metadataToWrite(later(9_999), 10)).isEmpty();
    assertThat(journal.census().metadata()).isEqualTo(new MetadataTally(0, 0));
  }

  @Test
  void aRefusalIsShownCountedAndTriedAgain() {
    JournalFile first = digested("a", RUN);
    JournalFile second = digested("b", RUN);
    move("a", REGISTERED);
    move("b", REGISTERED);

    JournalMetadata once = metadata(first).postponed(ProblemCode.NOT_PERMITTED, "401", later(60));
    journal.saveMetadata(Map.of(first.id(), once));

    assertThat(metadata(first)).isEqualTo(once);
    assertThat(once.retry()).isEqualTo(new Retry(1, later(60), ProblemCode.NOT_PERMITTED, "401"));
    assertThat(journal.census().metadata()).isEqualTo(new MetadataTally(2, 1));
    assertThat(journal.metadataToWrite(later(59), 10))
        .extracting(MetadataToWrite::file)
        .containsExactly(second.id());
    assertThat(journal.metadataToWrite(later(60), 10))
        .extracting(MetadataToWrite::file)
        .containsExactly(second.id(), first.id());
    assertThat(journal.metadataToWrite(later(60), 1)).hasSize(1);
    assertThat(at("a").retry().problem()).isNull();
  }

  @Test
  void metadataOfAnOlderContentAreForgotten() {
    JournalFile file = digested("a", RUN);

    record(new Renew(file.id(), DIGESTED, stamp(11), "changed", later(40), null));

    assertThat(journal.metadata(file.id())).isEmpty();
  }

  @Test
  void anotherReadingReplacesMetadataAndOneWithoutAnyRemovesThem() {
    JournalFile file = digested("a", RUN);
    FileMetadata other = new FileMetadata("{\"run\":\"18\"}");
    takeBack(file);
    digestedAgain(file, other);
    assertThat(metadata(file).content()).isEqualTo(other);

    takeBack(file);
    digestedAgain(file, FileMetadata.NONE);

    assertThat(journal.metadata(file.id())).isEmpty();
    move("a", REGISTERED);
    assertThat(journal.census().metadata()).isEqualTo(new MetadataTally(0, 0));
  }

  private void takeBack(JournalFile file) {
    move(file.key().path().text(), org.ingestd.journal.life.FileState.QUARANTINED);
    move(file.key().path().text(), org.ingestd.journal.life.FileState.SIGHTED);
    move(file.key().path().text(), SETTLED);
  }

  private void digestedAgain(JournalFile file, FileMetadata metadata) {
    Facts facts = new Facts(null, Samples.identity(), metadata);
    record(new Move(file.id(), SETTLED, DIGESTED, "read", facts, Next.due(clock.instant())));
  }

  @Test
  void anOutcomeForMetadataThatAreOthersByNowIsLeftOut() {
    JournalFile file = digested("a", RUN);
    move("a", REGISTERED);
    JournalMetadata others = JournalMetadata.found(FileMetadata.NONE).written(now());

    journal.saveMetadata(Map.of(file.id(), others, 4711L, others));

    assertThat(metadata(file).written()).isNull();
    assertThat(journal.metadata(4711)).isEmpty();
  }

  @Test
  void metadataThatAreNoObjectAreRefused() {
    for (String json : List.of("", "[]", "\"run\"", "{\"run\":")) {
      assertThatThrownBy(() -> new FileMetadata(json)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
