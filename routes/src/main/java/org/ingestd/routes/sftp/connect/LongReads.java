// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.sftp.connect;

import com.jcraft.jsch.SocketFactory;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Takes from the kernel at once what has come. JSch itself asks twice for each packet, once for
 * four bytes; for a file of a GiB that is 66,000 calls of the kernel. No state.
 */
final class LongReads implements SocketFactory {

  private static final int BYTES = 128 << 10;

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(host, port), Connector.TIMEOUT_MILLIS);
      return socket;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public InputStream getInputStream(Socket socket) throws IOException {
    return new BufferedInputStream(socket.getInputStream(), BYTES);
  }

  @Override
  public OutputStream getOutputStream(Socket socket) throws IOException {
    return socket.getOutputStream();
  }
}
