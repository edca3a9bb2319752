// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.signin;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.function.Supplier;
import org.ingestd.registration.credential.BearerTokenFile;
import org.ingestd.registration.credential.ClientCertificate;
import org.ingestd.registration.rest.Surroundings;
import org.ingestd.registration.rest.TokenSource;
import org.ingestd.registration.rest.Transport;

/**
 * Every way of signing in to one Rucio server.
 *
 * @param account that is wanted
 * @param vo the virtual organisation
 */
public record Ways(String account, String vo, Surroundings surroundings, Connections connections) {

  /** Connections for sign-ins only, apart from those of other calls. */
  public interface Connections {

    /** To Rucio. */
    Transport anonymous();

    /** To Rucio, showing the certificate; each with TLS sessions of its own. */
    Transport showing(ClientCertificate certificate);

    /** To an issuer of tokens. */
    HttpClient plain();
  }

  /**
   * @param password read anew at each sign-in
   */
  public TokenSource userPass(String username, Supplier<String> password) {
    return new UserPass(login(), connections.anonymous(), username, password);
  }

  public TokenSource certificate(ClientCertificate.Place place) {
    return new CertificateLogin(login(), place, connections::showing);
  }

  /**
   * @param issuer to the letter as it stands in tokens
   * @param secret read anew at each sign-in
   * @throws IllegalArgumentException if the issuer's address would send secrets in the clear
   */
  public TokenSource clientCredentials(URI issuer, String id, Supplier<String> secret, Wish wish) {
    Issuer known =
        new Issuer("rucio.auth.issuer", issuer, new IssuerHttp(connections.plain()), surroundings);
    ClientCredentials.Client client =
        new ClientCredentials.Client(id, secret, wish.audience(), wish.scope());
    return usedOnce(new ClientCredentials(known, client));
  }

  /**
   * What a token shall be good for; words are separated by blanks.
   *
   * @param audience whom it is for, as Rucio expects it
   */
  public record Wish(String audience, String scope) {}

  public TokenSource tokenFile(BearerTokenFile place) {
    return usedOnce(new TokenFile(place, surroundings.clock()));
  }

  private TokenSource usedOnce(TokenSource source) {
    return new FirstUse(source, connections.anonymous(), account, surroundings);
  }

  private RucioLogin login() {
    return new RucioLogin(account, vo, surroundings.clock());
  }
}
