// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.proxy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One client's connection, exchange by exchange. Used by one thread; closed by any. */
final class Passage implements AutoCloseable {

  private static final int CONNECT_MILLIS = 5_000;

  /** Servers keep an idle connection for seconds. */
  private static final long SURELY_OPEN_NANOS = 500_000_000;

  private final Socket client;
  private final InetSocketAddress server;
  private final Doses doses;
  private final InputStream fromClient;
  private volatile @Nullable Socket upstream;
  private @Nullable InputStream fromServer;
  private long lastUse;

  Passage(Socket client, InetSocketAddress server, Doses doses) throws IOException {
    this.client = client;
    this.server = server;
    this.doses = doses;
    this.fromClient = new BufferedInputStream(client.getInputStream());
    client.setTcpNoDelay(true);
  }

  /** Until one side ends, or a toxic ends it. */
  void pass() throws IOException, InterruptedException {
    boolean open = true;
    while (open) {
      Optional<HttpMessage> request = HttpMessage.request(fromClient);
      open = request.isPresent() && exchange(request.get());
    }
  }

  /**
   * @return whether the connection goes on
   */
  private boolean exchange(HttpMessage request) throws IOException, InterruptedException {
    List<Toxic> toxics = doses.strike(request);
    for (Toxic toxic : toxics) {
      if (toxic instanceof Toxic.Latency late) {
        sleep(late.delay());
      } else if (toxic instanceof Toxic.Blackhole) {
        doses.blackhole().await();
        return reset();
      } else if (toxic instanceof Toxic.ResetBefore) {
        return reset();
      } else if (toxic instanceof Toxic.Instead instead && !instead.afterwards()) {
        made(instead).write(client.getOutputStream());
        return !request.closes();
      }
    }
    return answer(toxics, asked(request)) && !request.closes();
  }

  private boolean answer(List<Toxic> toxics, HttpMessage answer)
      throws IOException, InterruptedException {
    HttpMessage told = answer;
    for (Toxic toxic : toxics) {
      if (toxic instanceof Toxic.LostAnswer) {
        return reset();
      } else if (toxic instanceof Toxic.OtherWords) {
        told = OtherWordsFilter.of(told);
      } else if (toxic instanceof Toxic.Instead instead) {
        told = made(instead);
      } else if (toxic instanceof Toxic.Truncated) {
        told = new HttpMessage(told.start(), told.fields(), half(told.body()));
      } else if (toxic instanceof Toxic.Cut) {
        return cut(told);
      } else if (toxic instanceof Toxic.SlowBody slow) {
        return slowly(told, slow);
      }
    }
    told.write(client.getOutputStream());
    return !told.closes();
  }

  private static HttpMessage made(Toxic.Instead instead) {
    return HttpMessage.of(instead.status(), instead.fields(), instead.body());
  }

  private static byte[] half(byte[] body) {
    return java.util.Arrays.copyOf(body, body.length / 2);
  }

  private boolean cut(HttpMessage answer) throws IOException {
    OutputStream out = client.getOutputStream();
    out.write(answer.head(answer.body().length + 1));
    out.write(half(answer.body()));
    out.flush();
    return reset();
  }

  private boolean slowly(HttpMessage answer, Toxic.SlowBody slow)
      throws IOException, InterruptedException {
    OutputStream out = client.getOutputStream();
    byte[] body = answer.body();
    out.write(answer.head(body.length));
    for (int piece = 0; piece < slow.pieces(); piece++) {
      out.flush();
      sleep(slow.pause());
      int from = (int) ((long) body.length * piece / slow.pieces());
      int to = (int) ((long) body.length * (piece + 1) / slow.pieces());
      out.write(body, from, to - from);
    }
    out.flush();
    return !answer.closes();
  }

  private static void sleep(Duration length) throws InterruptedException {
    Thread.sleep(length.toMillis());
  }

  private HttpMessage asked(HttpMessage request) throws IOException {
    if (upstream != null && wasClosed()) {
      forgetUpstream();
    }
    Socket socket = upstream;
    InputStream in = fromServer;
    if (socket == null || in == null) {
      socket = new Socket();
      socket.setTcpNoDelay(true);
      upstream = socket;
      socket.connect(server, CONNECT_MILLIS);
      in = new BufferedInputStream(socket.getInputStream());
      fromServer = in;
    }
    request.write(socket.getOutputStream());
    HttpMessage answer = HttpMessage.answer(in);
    lastUse = System.nanoTime();
    if (answer.closes()) {
      forgetUpstream();
    }
    return answer;
  }

  /**
   * Whether the server closed the connection that was kept. Nothing may be sent twice by a proxy,
   * so this is found out before, and not by trying.
   */
  private boolean wasClosed() throws IOException {
    Socket socket = upstream;
    InputStream in = fromServer;
    if (socket == null || in == null || System.nanoTime() - lastUse < SURELY_OPEN_NANOS) {
      return false;
    }
    try {
      socket.setSoTimeout(1);
      return in.read() < 0;
    } catch (SocketTimeoutException stillOpen) {
      return false;
    } finally {
      socket.setSoTimeout(0);
    }
  }

  private void forgetUpstream() throws IOException {
    Socket socket = upstream;
    upstream = null;
    fromServer = null;
    if (socket != null) {
      socket.close();
    }
  }

  /** RST instead of FIN. */
  private boolean reset() throws IOException {
    client.setSoLinger(true, 0);
    return false;
  }

  @Override
  public void close() throws IOException {
    client.close();
    Socket socket = upstream;
    if (socket != null) {
      try {
        // No TIME_WAIT: thousands of these connections would use up the ports.
        socket.setSoLinger(true, 0);
      } catch (SocketException closedMeanwhile) {
        // By the thread that passes, or by the proxy that ends.
      }
      socket.close();
    }
  }
}
