// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.newsclub.net.unix.AFUNIXDatagramSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;

/** Hears what a service tells its manager, as systemd does. Used by one thread. */
public final class ServiceEars implements AutoCloseable {

  private final AFUNIXDatagramSocket socket;
  private final List<String> heard = new ArrayList<>();

  private ServiceEars(AFUNIXSocketAddress address) throws IOException {
    socket = AFUNIXDatagramSocket.newInstance();
    socket.bind(address);
    socket.setSoTimeout(10);
  }

  public static ServiceEars at(Path path) throws IOException {
    return new ServiceEars(AFUNIXSocketAddress.of(path));
  }

  /** In the abstract namespace. */
  static ServiceEars named(String name) throws IOException {
    return new ServiceEars(AFUNIXSocketAddress.inAbstractNamespace(name));
  }

  /** All so far. */
  public List<String> heard() throws IOException {
    while (true) {
      DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
      try {
        socket.receive(packet);
      } catch (SocketTimeoutException silence) {
        return List.copyOf(heard);
      }
      heard.add(new String(packet.getData(), 0, packet.getLength(), UTF_8));
    }
  }

  /** All since the last call of this method; the rest is forgotten. */
  public List<String> news() throws IOException {
    List<String> all = heard();
    heard.clear();
    return all;
  }

  @Override
  public void close() {
    socket.close();
  }
}
