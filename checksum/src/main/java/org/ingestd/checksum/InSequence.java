// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.ingestd.checksum.HelperThreads.Help;
import org.ingestd.checksum.OpenFile.EndedEarly;

/**
 * Any digests, block after block. The calling thread reads and digests; where there is more than
 * one block, a helper takes the slowest digest off it ({@link Follower}). For one reading.
 */
final class InSequence {

  private static final List<DigestAlgorithm> SLOWEST_FIRST =
      List.of(
          DigestAlgorithm.MD5,
          DigestAlgorithm.SHA256,
          DigestAlgorithm.CRC32C,
          DigestAlgorithm.ADLER32);

  private final OpenFile file;
  private final Blocks buffers;
  private final Optional<Consumer<ByteBuffer>> bytes;
  private final Map<DigestAlgorithm, RunningDigest> digests = new EnumMap<>(DigestAlgorithm.class);

  InSequence(OpenFile file, Set<DigestAlgorithm> wanted, Blocks buffers) {
    this.file = file;
    this.buffers = buffers;
    this.bytes = file.wantsBytes();
    wanted.forEach(algorithm -> digests.put(algorithm, RunningDigest.of(algorithm)));
  }

  Digests read(HelperThreads helpers) throws IOException, EndedEarly, InterruptedException {
    ByteBuffer block = buffers.take();
    try {
      if (file.size() < block.capacity()) {
        readInOneGo(block);
      } else {
        file.refuseOtherSize();
        readWithHelp(block, helpers);
      }
    } finally {
      buffers.give(block);
    }
    Map<DigestAlgorithm, String> values = new EnumMap<>(DigestAlgorithm.class);
    digests.forEach((algorithm, digest) -> values.put(algorithm, digest.hex()));
    return new Digests(values);
  }

  private void readInOneGo(ByteBuffer block) throws IOException, EndedEarly {
    if (file.size() == 0) {
      file.refuseOtherSize();
    } else {
      file.fillWithAll(block);
      update(digests.values(), block);
    }
  }

  private void readAlone(ByteBuffer block) throws IOException, EndedEarly {
    for (long offset = 0; offset < file.size(); offset += block.capacity()) {
      file.fill(block, offset);
      update(digests.values(), block);
    }
  }

  private void readWithHelp(ByteBuffer block, HelperThreads helpers)
      throws IOException, EndedEarly, InterruptedException {
    DigestAlgorithm slowest =
        SLOWEST_FIRST.stream().filter(digests::containsKey).findFirst().orElseThrow();
    Map<DigestAlgorithm, RunningDigest> own = new EnumMap<>(digests);
    Follower follower = new Follower(requireNonNull(own.remove(slowest)));
    Optional<Help<Long>> help = helpers.tryStart(follower);
    if (help.isEmpty()) {
      readAlone(block);
      return;
    }
    List<ByteBuffer> more = buffers.tryTake(Follower.BLOCKS - 1);
    try {
      follower.lend(block);
      more.forEach(follower::lend);
      lead(follower, help.get(), own.values());
    } finally {
      follower.end();
      help.get().awaitEnd();
      more.forEach(buffers::give);
    }
    help.get().result();
  }

  private void lead(Follower follower, Help<Long> help, Collection<RunningDigest> own)
      throws IOException, EndedEarly, InterruptedException {
    long offset = 0;
    while (offset < file.size()) {
      ByteBuffer block = follower.nextFree(help);
      file.fill(block, offset);
      offset += block.limit();
      ByteBuffer view = block.duplicate();
      follower.hand(block);
      update(own, view);
    }
  }

  private void update(Collection<RunningDigest> digests, ByteBuffer block) {
    digests.forEach(digest -> digest.update(block.rewind()));
    bytes.ifPresent(wanting -> wanting.accept(block.rewind().asReadOnlyBuffer()));
  }
}
