// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.newsclub.net.unix.AFUNIXDatagramChannel;
import org.newsclub.net.unix.AFUNIXSocketAddress;

/**
 * The datagram socket of sd_notify(3), which the JDK cannot open: its own Unix sockets are streams.
 * Used by one thread at a time.
 */
final class NotifySocket implements AutoCloseable {

  private final AFUNIXDatagramChannel socket;
  private final AFUNIXSocketAddress address;

  private NotifySocket(AFUNIXDatagramChannel socket, AFUNIXSocketAddress address) {
    this.socket = socket;
    this.address = address;
  }

  /**
   * @param name the value of NOTIFY_SOCKET: a path, or a name in the abstract namespace after
   *     {@code @}
   * @throws IOException if this machine has no such sockets or the name is none
   */
  static NotifySocket open(String name) throws IOException {
    AFUNIXSocketAddress address =
        name.startsWith("@")
            ? AFUNIXSocketAddress.inAbstractNamespace(name.substring(1))
            : AFUNIXSocketAddress.of(Path.of(name));
    AFUNIXDatagramChannel socket = AFUNIXDatagramChannel.open();
    try {
      socket.configureBlocking(false);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    return new NotifySocket(socket, address);
  }

  /**
   * Never waits for the other side.
   *
   * @throws IOException if nobody is there, or who is there does not read
   */
  void send(String message) throws IOException {
    byte[] bytes = message.getBytes(UTF_8);
    if (socket.send(ByteBuffer.wrap(bytes), address) != bytes.length) {
      throw new IOException("it does not read what it is told");
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
