// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.checksum.DigestReader;
import org.ingestd.checksum.FileLook;
import org.ingestd.checksum.Reading;
import org.ingestd.checksum.ReadingWatch;
import org.ingestd.routes.contract.IngestListener;
import org.ingestd.routes.contract.SourceSettings;
import org.ingestd.rse.RawPath;
import org.jspecify.annotations.Nullable;

/** A directory of this host. Thread-safe. */
public final class LocalDisk implements SourceDisk {

  private final SourceSettings source;
  private final Mounts mounts;
  private final Forcing forcing;

  public LocalDisk(SourceSettings source, Mounts mounts, IngestListener listener) {
    this.source = source;
    this.mounts = mounts;
    this.forcing = new Forcing(listener);
  }

  @Override
  public Optional<Offline> whyOffline() {
    return mounts.whyOffline(source).map(Offline::away);
  }

  @Override
  public Optional<Offline> whyOffline(RawPath file) {
    return mounts.whyOffline(source, file).map(Offline::away);
  }

  @Override
  public Map<RawPath, String> partsOffline() {
    return mounts.partsOffline(source);
  }

  @Override
  public DiskVisit visit(Collection<RawPath> files) {
    // Alone, a file's directory is not worth holding.
    int atOnce = files.size() < 2 ? 0 : HeldDirectories.AT_ONCE;
    HeldDirectories directories = new HeldDirectories(source.path(), atOnce);
    return new Visit(source.path(), directories, forcing.new Batch(directories::open));
  }

  @Override
  public Look folder(@Nullable RawPath directory) throws IOException {
    return directory == null
        ? Look.at(source.path().toRealPath())
        : Look.below(source.path(), directory.under(source.path()));
  }

  @Override
  public <E extends Exception> void list(@Nullable RawPath directory, Entries<E> entries)
      throws IOException, E {
    Path place = directory == null ? source.path() : directory.under(source.path());
    try (DirectoryStream<Path> names = Opening.directory(source.path(), place)) {
      for (Path name : names) {
        entries.take(RawPath.of(name.getFileName()), null);
      }
    } catch (DirectoryIteratorException e) {
      throw new IOException("Directory cannot be read to its end", e.getCause());
    }
  }

  @Override
  public String settled() {
    return "forced to disk";
  }

  @Override
  public void close() {
    // Nothing is open between visits.
  }

  private record Visit(Path root, HeldDirectories directories, Forcing.Batch forcing)
      implements DiskVisit {

    @Override
    public Look look(RawPath file) {
      return Look.of(() -> directories.look(file.under(root)));
    }

    @Override
    public Look lookAt(Path place) {
      return Look.at(place);
    }

    @Override
    public SeekableByteChannel open(RawPath file) throws IOException {
      return directories.open(file.under(root));
    }

    @Override
    public void force(RawPath file) throws IOException {
      forcing.force(file.under(root), root);
    }

    @Override
    public Reading read(
        RawPath file, Set<DigestAlgorithm> wanted, DigestReader reader, ReadingWatch watch) {
      return reader.read(file.under(root), wanted, new Opened(directories, watch));
    }

    @Override
    public void close() {
      directories.close();
    }
  }

  /** Looks and opens through the directories that are held. */
  private record Opened(HeldDirectories directories, ReadingWatch watch) implements ReadingWatch {

    @Override
    public FileLook look(Path file) throws IOException {
      return directories.look(file);
    }

    @Override
    public FileChannel open(Path file) throws IOException {
      return directories.open(file);
    }

    @Override
    public Optional<Consumer<ByteBuffer>> bytes() {
      return watch.bytes();
    }

    @Override
    public void aboutToRead(long bytes) {
      watch.aboutToRead(bytes);
    }

    @Override
    public void progress(long bytesRead) {
      watch.progress(bytesRead);
    }

    @Override
    public boolean stopped() {
      return watch.stopped();
    }
  }
}
