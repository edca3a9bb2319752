// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.ingestd.checksum.Digests;
import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.Identity;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.life.Retry;
import org.ingestd.journal.life.Standing;
import org.ingestd.rse.Did;
import org.ingestd.rse.RawPath;
import org.jspecify.annotations.Nullable;

/** One file, as {@code files list --json} and {@code /api/files} show it, on one level. */
public record FileView(
    long id,
    @JsonUnwrapped Where where,
    @JsonUnwrapped Stand stand,
    @JsonUnwrapped Content content,
    @JsonUnwrapped Named named,
    @JsonUnwrapped Trouble trouble) {

  /**
   * @param path relative to the source's path, {@code \xHH} for bytes that are not UTF-8
   * @param pathBytes base64 of the true bytes; null where the path says it all
   */
  public record Where(String source, String path, @Nullable String pathBytes) {

    public static Where of(String source, RawPath path) {
      return new Where(source, path.text(), bytesUnlessPlain(path));
    }
  }

  /**
   * @param lane {@code live} or {@code backlog}
   */
  public record Stand(FileState state, Instant since, String reason, int generation, String lane) {

    static Stand of(Standing standing) {
      return new Stand(
          standing.state(),
          standing.since(),
          standing.reason(),
          standing.generation(),
          lower(standing.lane()));
    }
  }

  /**
   * @param size in bytes
   * @param digests lower-case hex by algorithm; null before the file was read
   */
  public record Content(long size, Instant mtime, @Nullable Map<String, String> digests) {

    static Content of(FileStamp stamp, @Nullable Digests digests) {
      return new Content(stamp.size(), instant(stamp.mtimeNanos()), hexByName(digests));
    }

    private static @Nullable Map<String, String> hexByName(@Nullable Digests digests) {
      if (digests == null) {
        return null;
      }
      Map<String, String> byName = new TreeMap<>();
      digests.values().forEach((algorithm, hex) -> byName.put(algorithm.key(), hex));
      return byName;
    }
  }

  /**
   * @param dataset its name; its scope is the file's
   */
  public record Named(
      @Nullable String scope,
      @Nullable String name,
      @Nullable String dataset,
      @Nullable String rse,
      @Nullable String pfn) {

    static Named of(Identity identity) {
      Did did = identity.did();
      Did dataset = identity.dataset();
      return new Named(
          did == null ? null : did.scope(),
          did == null ? null : did.name(),
          dataset == null ? null : dataset.name(),
          identity.rse(),
          identity.pfn());
    }
  }

  /**
   * @param severity {@code info}, {@code warning} or {@code critical}
   * @param detail the problem's own words, e.g. Rucio's message
   */
  public record Trouble(
      @Nullable ProblemCode problem,
      @Nullable String severity,
      @Nullable String hint,
      @Nullable String detail,
      int attempts,
      @Nullable Instant due) {

    static Trouble of(Retry retry) {
      ProblemCode problem = retry.problem();
      return new Trouble(
          problem,
          problem == null ? null : lower(problem.severity()),
          problem == null ? null : problem.hint(),
          problem == null ? null : retry.detail(),
          retry.attempts(),
          retry.due());
    }
  }

  public static FileView of(JournalFile file) {
    return new FileView(
        file.id(),
        Where.of(file.key().source(), file.key().path()),
        Stand.of(file.standing()),
        Content.of(file.stamp(), file.identity().digests()),
        Named.of(file.identity()),
        Trouble.of(file.retry()));
  }

  /** Base64 of a path's bytes where its text does not say them letter for letter; else null. */
  public static @Nullable String bytesUnlessPlain(RawPath path) {
    return path.isPlain() ? null : Base64.getEncoder().encodeToString(path.bytes());
  }

  static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }

  private static Instant instant(long nanos) {
    return Instant.EPOCH.plusNanos(nanos);
  }
}
