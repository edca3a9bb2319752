// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.sftp.connect;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.JSchAlgoNegoFailException;
import com.jcraft.jsch.JSchChangedHostKeyException;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JSchRevokedHostKeyException;
import com.jcraft.jsch.JSchSessionDisconnectException;
import com.jcraft.jsch.JSchUnknownHostKeyException;
import com.jcraft.jsch.Session;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.routes.contract.SftpHost;
import org.ingestd.routes.disk.Offline;

/** Why there is no connection, by the class of what JSch throws and how far it had come. */
public final class Refusals {

  private Refusals() {}

  public static Offline of(JSchException fault, Session session, SftpHost host) {
    String at = host.address().toString();
    if (isOtherKey(fault, session, host)) {
      return new Offline(
          ProblemCode.HOST_KEY_CHANGED,
          at + " shows another key than " + host.knownHosts() + " has" + fingerprint(session));
    }
    if (fault instanceof JSchUnknownHostKeyException) {
      return new Offline(
          ProblemCode.HOST_KEY_UNKNOWN,
          host.knownHosts() + " has no key of " + at + fingerprint(session));
    }
    if (fault instanceof JSchAlgoNegoFailException) {
      return Offline.away(at + " offers no algorithm that is taken: " + fault.getMessage());
    }
    if (isRefusedSignIn(fault, session)) {
      return new Offline(
          ProblemCode.SOURCE_SIGN_IN_FAILED, at + " does not let us in as configured");
    }
    Throwable cause = fault.getCause() == null ? fault : fault.getCause();
    return Offline.away(at + " does not answer: " + cause);
  }

  /** One of another type than the known one is another key too. */
  private static boolean isOtherKey(JSchException fault, Session session, SftpHost host) {
    boolean known =
        session.getHostKeyRepository().getHostKey(host.address().knownAs(), null).length > 0;
    return fault instanceof JSchChangedHostKeyException
        || fault instanceof JSchRevokedHostKeyException
        || (fault instanceof JSchUnknownHostKeyException && known);
  }

  /** Once the server's key was taken, all that is left to fail without a cause is the sign-in. */
  private static boolean isRefusedSignIn(JSchException fault, Session session) {
    boolean met = session.getHostKey() != null && !(fault instanceof JSchUnknownHostKeyException);
    return (fault instanceof JSchSessionDisconnectException && met)
        || (met && fault.getClass() == JSchException.class && fault.getCause() == null);
  }

  private static String fingerprint(Session session) {
    HostKey shown = session.getHostKey();
    return shown == null ? "" : ": " + ShownKey.of(shown);
  }
}
