// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.trial;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.ingestd.rse.RawPath;
import org.jspecify.annotations.Nullable;

/** Visits every file of a source, one at a time, whatever the size of its tree. */
public final class SourceWalk {

  private final PlaceInSource source;

  public SourceWalk(PlaceInSource source) {
    this.source = source;
  }

  /** Is told of each file. */
  public interface Visit {

    void file(Path file, RawPath below, BasicFileAttributes attributes);

    /** A directory or file that may not be looked at. */
    void closed(Path path, RawPath below);
  }

  /**
   * @throws IOException if the source's own directory cannot be read
   */
  public void each(Visit visit) throws IOException {
    Files.walkFileTree(source.settings().path(), new Visitor(visit));
  }

  private final class Visitor implements FileVisitor<Path> {

    private final Visit visit;

    Visitor(Visit visit) {
      this.visit = visit;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      boolean passedOver =
          !directory.equals(source.settings().path())
              && source.passedOver(source.below(directory)).isPresent();
      return passedOver ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      RawPath below = source.below(file);
      if (attributes.isRegularFile()
          && source.passedOver(below).isEmpty()
          && source.noFileOfSource(below).isEmpty()) {
        visit.file(file, below, attributes);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException fault) throws IOException {
      if (file.equals(source.settings().path())) {
        throw fault;
      }
      if (fault instanceof AccessDeniedException) {
        visit.closed(file, source.below(file));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException fault) {
      return FileVisitResult.CONTINUE;
    }
  }
}
