// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.ingestd.rse.Collisions.Collision;
import org.ingestd.rse.Collisions.NamedFile;
import org.junit.jupiter.api.Test;

class CollisionsTest {

  private static NamedFile file(String path, String name) {
    return new NamedFile(RawPath.of(path), new Did("lst", name));
  }

  @Test
  void namesAllFilesThatShareADid() {
    List<Collision> collisions =
        Collisions.among(
            Stream.of(
                file("b/x", "x"),
                file("only", "only"),
                file("c/x", "x"),
                file("z/a", "a"),
                file("a/x", "x"),
                file("y/a", "a")));

    assertThat(collisions)
        .containsExactly(
            new Collision(new Did("lst", "a"), List.of(RawPath.of("y/a"), RawPath.of("z/a"))),
            new Collision(
                new Did("lst", "x"),
                List.of(RawPath.of("a/x"), RawPath.of("b/x"), RawPath.of("c/x"))));
  }

  @Test
  void oneNameInTwoScopesIsNoCollision() {
    NamedFile elsewhere = new NamedFile(RawPath.of("b"), new Did("magic", "x"));

    assertThat(Collisions.among(Stream.of(file("a", "x"), elsewhere))).isEmpty();
  }

  @Test
  void aFileDoesNotCollideWithItself() {
    assertThat(Collisions.among(Stream.of(file("a", "x"), file("a", "x")))).isEmpty();
  }
}
