// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.sftp.connect;

import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.camel.LoggingLevel;
import org.apache.camel.component.file.remote.SftpComponent;
import org.apache.camel.component.file.remote.SftpConfiguration;
import org.apache.camel.component.file.remote.SftpEndpoint;
import org.apache.camel.component.file.remote.SftpOperations;
import org.ingestd.routes.contract.SftpHost;
import org.ingestd.routes.contract.SftpHost.SignIn;

/**
 * Makes sessions as Camel's SFTP component makes them, with what is not to be chosen: the server's
 * key is always checked, and nothing rests on SHA-1 or DSA.
 */
public final class Connector extends SftpOperations {

  private static final String HOST_KEYS =
      "ssh-ed25519,ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521,"
          + "rsa-sha2-512,rsa-sha2-256";

  private static final String CIPHERS =
      "aes128-gcm@openssh.com,aes256-gcm@openssh.com,aes128-ctr,aes192-ctr,aes256-ctr";

  private static final String MACS =
      "hmac-sha2-256-etm@openssh.com,hmac-sha2-512-etm@openssh.com,hmac-sha2-256,hmac-sha2-512";

  private static final String KEY_EXCHANGES =
      "curve25519-sha256,curve25519-sha256@libssh.org,ecdh-sha2-nistp256,ecdh-sha2-nistp384,"
          + "ecdh-sha2-nistp521,diffie-hellman-group-exchange-sha256,"
          + "diffie-hellman-group16-sha512,diffie-hellman-group18-sha512";

  /** A wrong password said six times locks accounts. */
  private static final String TRIES = "1";

  /** So long each step of a connection, and an answer to a sign of life, may take. */
  public static final int TIMEOUT_MILLIS = 10_000;

  /** One character for each byte of a name: JSch takes names as strings only. */
  public static final Charset CARRIER = StandardCharsets.ISO_8859_1;

  /** So often a server may leave a sign of life unanswered before it is taken for gone. */
  private static final int SIGNS_UNANSWERED = 2;

  private final SftpHost host;

  public Connector(SftpHost host) {
    this.host = host;
  }

  /** The same settings for an endpoint of a route. */
  public static SftpConfiguration configuration(SftpHost host) {
    SftpConfiguration configuration = new SftpConfiguration();
    configuration.setHost(host.address().host());
    configuration.setPort(host.address().port());
    configuration.setUsername(host.address().user());
    configuration.setKnownHostsFile(host.knownHosts().toString());
    configuration.setUseUserKnownHostsFile(false);
    configuration.setAutoCreateKnownHostsFile(false);
    configuration.setStrictHostKeyChecking("yes");
    configuration.setServerHostKeys(HOST_KEYS);
    configuration.setPublicKeyAcceptedAlgorithms(HOST_KEYS);
    configuration.setServerAliveInterval(TIMEOUT_MILLIS);
    configuration.setServerAliveCountMax(SIGNS_UNANSWERED);
    configuration.setConnectTimeout(TIMEOUT_MILLIS);
    configuration.setJschLoggingLevel(LoggingLevel.OFF);
    configuration.setStepwise(false);
    configuration.setFilenameEncoding(CARRIER.name());
    return configuration;
  }

  /**
   * A session that is not connected yet.
   *
   * @throws JSchException if key or known-hosts file cannot be read, among others
   * @throws IllegalArgumentException if the password cannot be looked up
   */
  public Session session() throws JSchException {
    SftpConfiguration configuration = configuration(host);
    if (host.signIn() instanceof SignIn.Key key) {
      configuration.setPrivateKeyFile(key.file().toString());
      configuration.setPreferredAuthentications("publickey");
    } else if (host.signIn() instanceof SignIn.Password password) {
      configuration.setPassword(password.value().get());
      configuration.setPreferredAuthentications("password,keyboard-interactive");
    }
    setEndpoint(new SftpEndpoint("sftp:" + host.address(), new SftpComponent(), configuration));
    Session session = createSession(configuration);
    session.setDaemonThread(true);
    session.setSocketFactory(new LongReads());
    session.setConfig("MaxAuthTries", TRIES);
    session.setConfig("cipher.s2c", CIPHERS);
    session.setConfig("cipher.c2s", CIPHERS);
    session.setConfig("mac.s2c", MACS);
    session.setConfig("mac.c2s", MACS);
    session.setConfig("kex", KEY_EXCHANGES);
    return session;
  }
}
