// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.sftp;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.common.file.nativefs.NativeFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.DirectoryHandle;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.apache.sshd.sftp.server.SftpSubsystem;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.apache.sshd.sftp.server.SftpSubsystemProxy;
import org.ingestd.routes.contract.SftpHost;
import org.ingestd.routes.sftp.connect.KnownHosts;
import org.ingestd.routes.sftp.connect.ShownKey;

/** An SSH server that does what a good one does not; it lets in daq with the password pw. */
final class OddServer implements AutoCloseable {

  /** What a listing says in the place of a name. */
  final Map<String, String> lies = new ConcurrentHashMap<>();

  /** Names that may not be opened or listed. */
  final Set<String> closed = ConcurrentHashMap.newKeySet();

  /** Names whose opening never ends before {@link #letGo}. */
  final Set<String> hanging = ConcurrentHashMap.newKeySet();

  final CountDownLatch letGo = new CountDownLatch(1);
  final CountDownLatch hangs = new CountDownLatch(1);
  final AtomicInteger signIns = new AtomicInteger();

  /** The connection is cut once when so many bytes of any file were asked for. */
  final AtomicLong cutAt = new AtomicLong(Long.MAX_VALUE);

  private final SshServer server = SshServer.setUpDefaultServer();
  private final Path knownHosts;

  OddServer(Path home) throws Exception {
    var generator = SecurityUtils.getKeyPairGenerator("EC");
    generator.initialize(256);
    server.setKeyPairProvider(KeyPairProvider.wrap(generator.generateKeyPair()));
    server.setHost("127.0.0.1");
    server.setFileSystemFactory(NativeFileSystemFactory.INSTANCE);
    server.setPasswordAuthenticator(
        (user, password, session) -> {
          signIns.incrementAndGet();
          return user.equals("daq") && password.equals("pw");
        });
    server.setSubsystemFactories(List.of(subsystems()));
    server.start();
    knownHosts = home.resolve("odd_known_hosts");
    new KnownHosts(knownHosts).store(address(), ShownKey.of(address()));
  }

  private SftpHost.Address address() {
    return new SftpHost.Address("daq", "127.0.0.1", server.getPort());
  }

  SftpHost host(String password) {
    return new SftpHost(address(), new SftpHost.SignIn.Password(() -> password), knownHosts);
  }

  private SftpSubsystemFactory subsystems() {
    SftpSubsystemFactory factory =
        new SftpSubsystemFactory() {
          @Override
          public Command createSubsystem(ChannelSession channel) throws IOException {
            SftpSubsystem subsystem =
                new SftpSubsystem(channel, this) {
                  @Override
                  protected String getShortName(Path file) throws IOException {
                    String name = super.getShortName(file);
                    return lies.getOrDefault(name, name);
                  }
                };
            getRegisteredListeners().forEach(subsystem::addSftpEventListener);
            return subsystem;
          }
        };
    factory.setFileSystemAccessor(new Accessor());
    factory.addSftpEventListener(new Cutting());
    return factory;
  }

  private final class Accessor implements SftpFileSystemAccessor {

    @Override
    public SeekableByteChannel openFile(
        SftpSubsystemProxy subsystem,
        FileHandle handle,
        Path file,
        String text,
        Set<? extends OpenOption> options,
        FileAttribute<?>... attributes)
        throws IOException {
      refuseClosed(file);
      if (hanging.contains(file.getFileName().toString())) {
        hangs.countDown();
        try {
          letGo.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return Files.newByteChannel(file);
    }

    /** The server closes it. */
    @SuppressWarnings("StreamResourceLeak")
    @Override
    public DirectoryStream<Path> openDirectory(
        SftpSubsystemProxy subsystem,
        DirectoryHandle handle,
        Path directory,
        String text,
        LinkOption... options)
        throws IOException {
      refuseClosed(directory);
      return Files.newDirectoryStream(directory);
    }

    private void refuseClosed(Path place) throws IOException {
      if (closed.contains(place.getFileName().toString())) {
        throw new AccessDeniedException(place.toString());
      }
    }
  }

  private final class Cutting implements SftpEventListener {
    @Override
    public void reading(
        ServerSession session,
        String remote,
        FileHandle local,
        long offset,
        byte[] data,
        int dataOffset,
        int length)
        throws IOException {
      long at = cutAt.get();
      if (offset >= at && cutAt.compareAndSet(at, Long.MAX_VALUE)) {
        session.close(true);
      }
    }
  }

  @Override
  public void close() throws IOException {
    letGo.countDown();
    server.stop(true);
  }
}
