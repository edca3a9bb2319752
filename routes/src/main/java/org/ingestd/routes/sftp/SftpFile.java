// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.sftp;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import org.ingestd.checksum.FileLook;
import org.ingestd.checksum.FileStamp;
import org.ingestd.checksum.StreamedFile;
import org.ingestd.routes.sftp.Sessions.Use;
import org.jspecify.annotations.Nullable;

/**
 * A file as it is read for its digests, over one connection; after a fault, over another one from
 * where it was, as long as that brings more of it. What was read before then still counts: the file
 * is looked at afterwards, and a change of it is found as if nothing had been lost. For one
 * reading.
 */
final class SftpFile implements StreamedFile, AutoCloseable {

  /** From so many bytes on, some ten seconds at the least, a reading has a lane of its own. */
  static final long LONG = 1L << 30;

  private final Sessions sessions;
  private final Path place;
  private Sessions.Lease lease;
  private @Nullable FileStamp before;

  /** Waits until a connection for reading may be had; to be closed. */
  SftpFile(Sessions sessions, Path place) throws IOException {
    this.sessions = sessions;
    this.place = place;
    this.lease = sessions.lease(Use.READ);
  }

  @Override
  public FileLook look() throws IOException {
    FileLook look = lookNow();
    if (before == null) {
      before = look.stamp();
      if (before.size() >= LONG) {
        waitWithTheLong();
      }
    }
    return look;
  }

  private void waitWithTheLong() throws IOException {
    lease.close();
    lease = sessions.lease(Use.READ_LONG);
  }

  private FileLook lookNow() throws IOException {
    try {
      return Attributes.fileLook(lease.session().lstat(place));
    } catch (ConnectionLost e) {
      return Attributes.fileLook(lease.renewed().lstat(place));
    }
  }

  @Override
  public InputStream open() throws IOException {
    return new Continued(lease.session().open(place, 0));
  }

  @Override
  public void close() {
    lease.close();
  }

  private final class Continued extends InputStream {

    private InputStream stream;
    private long position;
    private long continuedAt = -1;

    private Continued(InputStream stream) {
      this.stream = stream;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = readOrContinue(into, offset, length);
      position += Math.max(0, read);
      return read;
    }

    /** Over a new connection after each fault, as long as that brings something. */
    private int readOrContinue(byte[] into, int offset, int length) throws IOException {
      try {
        int read = stream.read(into, offset, length);
        if (read < 0) {
          refuseEndOfConnection();
        }
        return read;
      } catch (InterruptedIOException e) {
        throw e;
      } catch (IOException e) {
        if (continuedAt == position) {
          throw e;
        }
        continuedAt = position;
        stream = lease.renewed().open(place, position);
        return readOrContinue(into, offset, length);
      }
    }

    /** JSch ends its stream the same way for both: only a server that still answers had the end. */
    private void refuseEndOfConnection() throws IOException {
      if (before != null && position < before.size()) {
        lease.session().lstat(place);
      }
    }

    @Override
    public void close() throws IOException {
      if (lease.session().isAlive()) {
        stream.close();
      }
    }
  }
}
