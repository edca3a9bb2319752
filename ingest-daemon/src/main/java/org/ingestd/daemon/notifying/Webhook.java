// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.notifying;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.ingestd.daemon.config.model.Secret;

/**
 * Posts messages to an address. With a secret each is signed, so that the receiver knows that it is
 * from here and unchanged: the header {@value #SIGNATURE} is {@code sha256=} and the HMAC of the
 * body in hex digits.
 */
final class Webhook implements Channel {

  static final String SIGNATURE = "X-Ingestd-Signature";

  private static final int CONNECT_MILLIS = 10_000;
  private static final int READ_MILLIS = 20_000;
  private static final int GOOD = 2;
  private static final int HUNDRED = 100;
  private static final String HMAC = "HmacSHA256";

  private final URI url;
  private final Optional<Secret> secret;

  /**
   * @param secret read anew for each message, so that it may be renewed
   */
  Webhook(URI url, Optional<Secret> secret) {
    this.url = url;
    this.secret = secret;
  }

  @Override
  public String name() {
    return "webhook";
  }

  @Override
  public void deliver(String json) throws IOException {
    byte[] body = json.getBytes(UTF_8);
    HttpURLConnection call = (HttpURLConnection) url.toURL().openConnection(Proxy.NO_PROXY);
    try {
      call.setConnectTimeout(CONNECT_MILLIS);
      call.setReadTimeout(READ_MILLIS);
      call.setInstanceFollowRedirects(false);
      call.setRequestMethod("POST");
      call.setDoOutput(true);
      call.setFixedLengthStreamingMode(body.length);
      call.setRequestProperty("Content-Type", "application/json");
      call.setRequestProperty("User-Agent", "ingestd");
      if (secret.isPresent()) {
        call.setRequestProperty(SIGNATURE, signature(secret.get(), body));
      }
      try (OutputStream out = call.getOutputStream()) {
        out.write(body);
      }
      int status = call.getResponseCode();
      if (status / HUNDRED != GOOD) {
        throw new IOException("The receiver at " + url.getHost() + " answers " + status);
      }
    } finally {
      call.disconnect();
    }
  }

  private static String signature(Secret secret, byte[] body) throws IOException {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret.reveal().getBytes(UTF_8), HMAC));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (IllegalArgumentException e) {
      throw new IOException("The secret cannot be used: " + e.getMessage(), e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has " + HMAC, e);
    }
  }
}
