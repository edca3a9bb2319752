// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import java.net.http.HttpClient;
import java.util.concurrent.Executor;
import org.ingestd.registration.credential.ClientCertificate;
import org.ingestd.registration.rest.Failure;
import org.ingestd.registration.rest.ServerAddress;
import org.ingestd.registration.rest.Session;
import org.ingestd.registration.rest.Surroundings;
import org.ingestd.registration.rest.Token;
import org.ingestd.registration.rest.TokenSource;
import org.ingestd.registration.rest.Transport;
import org.ingestd.registration.signin.Ways;
import org.ingestd.registration.tls.TlsContexts;

/**
 * The session of the way of signing in that the settings name.
 *
 * @param server where one signs in
 */
record SignIns(ServerAddress server, TlsContexts tls, Executor threads, Transport.Watch watch) {

  Session session(RucioSettings settings, Surroundings surroundings, CallListener listener) {
    return new Session(source(settings, surroundings), surroundings, told(settings, listener));
  }

  private TokenSource source(RucioSettings settings, Surroundings surroundings) {
    Ways ways = new Ways(settings.account(), settings.vo(), surroundings, new OwnConnections());
    RucioSettings.SignIn signIn = settings.signIn();
    if (signIn instanceof RucioSettings.SignIn.UserPass userPass) {
      return ways.userPass(userPass.username(), userPass.password());
    }
    if (signIn instanceof RucioSettings.SignIn.Oidc oidc) {
      return ways.clientCredentials(
          oidc.issuer(), oidc.clientId(), oidc.clientSecret(), oidc.wish());
    }
    return signIn instanceof RucioSettings.SignIn.Certificate certificate
        ? ways.certificate(certificate.place())
        : ways.tokenFile(((RucioSettings.SignIn.TokenFile) signIn).place());
  }

  /**
   * Sign-ins have connections of their own: a server that wants a certificate must not be met over
   * a TLS session that was made without one (rucio#433).
   */
  private final class OwnConnections implements Ways.Connections {

    @Override
    public Transport anonymous() {
      return new Transport(server, tls.anonymous(), threads, watch);
    }

    @Override
    public Transport showing(ClientCertificate certificate) {
      return new Transport(server, tls.showing(certificate), threads, watch);
    }

    @Override
    public HttpClient plain() {
      return Transport.client(tls.towardsIssuers(), threads);
    }
  }

  private static Session.Watch told(RucioSettings settings, CallListener listener) {
    String method = settings.signIn().method();
    return new Session.Watch() {
      @Override
      public void signedIn(Token token) {
        listener.signedIn(
            new CallListener.SignedIn(method, token.expires(), token.identity().ends()));
      }

      @Override
      public void failed(Failure why) {
        listener.signInFailed(method, why.signInRefused(), String.valueOf(why.getMessage()));
      }
    };
  }
}
