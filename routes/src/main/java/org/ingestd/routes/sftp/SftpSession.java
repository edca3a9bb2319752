// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.sftp;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.ChannelSftp.LsEntry;
import com.jcraft.jsch.ChannelSftp.LsEntrySelector;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SftpATTRS;
import com.jcraft.jsch.SftpException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.ingestd.routes.disk.Entries;
import org.ingestd.routes.disk.Look;
import org.ingestd.routes.sftp.connect.Connector;
import org.ingestd.rse.RawPath;
import org.jspecify.annotations.Nullable;

/** One connection, used by one thread at a time; only {@link #close} may come from any. */
final class SftpSession implements AutoCloseable {

  /**
   * Asked for ahead, 32 KiB each: as much as the window that JSch grants the server, and no more,
   * because it keeps a buffer of that size for each connection.
   */
  private static final int REQUESTS_AHEAD = 64;

  private final Session session;
  private final ChannelSftp channel;
  private final Stopwatch watch;
  private volatile boolean spoiled;

  private SftpSession(Session session, ChannelSftp channel, Stopwatch watch) {
    this.session = session;
    this.channel = channel;
    this.watch = watch;
  }

  /**
   * @param connected and signed in
   */
  static SftpSession on(Session connected, Stopwatch watch) throws JSchException {
    try {
      ChannelSftp channel = (ChannelSftp) connected.openChannel("sftp");
      channel.setFilenameEncoding(ServerPath.CARRIER);
      channel.setBulkRequests(REQUESTS_AHEAD);
      channel.connect(Connector.TIMEOUT_MILLIS);
      return new SftpSession(connected, channel, watch);
    } catch (JSchException e) {
      connected.disconnect();
      throw e;
    }
  }

  /** What may be waited for: see {@link Watchdog}. */
  Stopwatch watch() {
    return watch;
  }

  boolean isAlive() {
    return !spoiled && channel.isConnected() && session.isConnected();
  }

  private void spoil() {
    spoiled = true;
  }

  /** Without following a link at the last name. */
  SftpATTRS lstat(Path place) throws IOException {
    return ask(place, () -> channel.lstat(ServerPath.of(place)));
  }

  /** A link is followed. */
  SftpATTRS stat(Path place) throws IOException {
    return ask(place, () -> channel.stat(ServerPath.of(place)));
  }

  Look look(Path place) {
    try {
      return Attributes.look(lstat(place));
    } catch (NoSuchFileException e) {
      return new Look.Gone();
    } catch (IOException e) {
      return new Look.Unknown(e);
    }
  }

  /**
   * Lists a directory; whatever its size, a few entries are in memory.
   *
   * @throws E what the taker threw
   */
  <E extends Exception> void list(Path directory, Entries<E> entries) throws IOException, E {
    Taking<E> taking = new Taking<>(entries);
    ask(
        directory,
        () -> {
          channel.ls(ServerPath.of(directory), taking);
          return true;
        });
    taking.rethrow();
  }

  /** Whether there is any name in a directory. */
  boolean isNotEmpty(Path directory) throws IOException {
    boolean[] any = {false};
    ask(
        directory,
        () -> {
          channel.ls(
              ServerPath.of(directory),
              entry -> {
                any[0] |= !ServerPath.isDots(entry.getFilename());
                return any[0] ? LsEntrySelector.BREAK : LsEntrySelector.CONTINUE;
              });
          return true;
        });
    return any[0];
  }

  /** Hands on what JSch lists. */
  private final class Taking<E extends Exception> implements LsEntrySelector {

    private final Entries<E> entries;
    private @Nullable Exception thrown;

    private Taking(Entries<E> entries) {
      this.entries = entries;
    }

    @Override
    public int select(LsEntry entry) {
      watch.stop();
      try {
        take(entry);
        return CONTINUE;
      } catch (Exception e) {
        thrown = e;
        return BREAK;
      } finally {
        watch.begin();
      }
    }

    private void take(LsEntry entry) throws E {
      String listed = entry.getFilename();
      if (ServerPath.isDots(listed)) {
        return;
      }
      Optional<RawPath> name = ServerPath.name(listed);
      if (name.isEmpty()) {
        entries.refused(ServerPath.harmless(listed));
        return;
      }
      SftpATTRS attributes = entry.getAttrs();
      entries.take(
          name.get(), Attributes.areWhole(attributes) ? Attributes.look(attributes) : null);
    }

    @SuppressWarnings("unchecked") // Only what the taker throws, or unchecked, was caught.
    private void rethrow() throws E {
      if (thrown instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      if (thrown != null) {
        throw (E) thrown;
      }
    }
  }

  /** Reads on from an offset; nothing else may be asked before the stream is closed. */
  InputStream open(Path file, long offset) throws IOException {
    InputStream stream = ask(file, () -> channel.get(ServerPath.of(file), null, offset));
    return new WatchedStream(stream, watch, this::isAlive, this::spoil, file);
  }

  /** A question to the server. */
  @FunctionalInterface
  private interface Question<T> {
    T ask() throws SftpException;
  }

  private <T> T ask(Path place, Question<T> question) throws IOException {
    watch.begin();
    try {
      return question.ask();
    } catch (SftpException e) {
      IOException fault = Answers.fault(e, place);
      spoiled |= !Answers.isRefusal(e);
      throw fault;
    } finally {
      watch.stop();
    }
  }

  @Override
  public void close() {
    session.disconnect();
  }
}
